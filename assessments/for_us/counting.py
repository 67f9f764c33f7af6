"""Counts what speaks for each practice: instances in, lines out, and nothing else is asked.

Every figure is a whole number. The order of what goes in changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from assessments.for_us.model import Candidate, Counted, Doubt, Fact, Line, Said, Subject, Wish
from assessments.for_us.points import (
    ABOUT,
    ABOUT_THE_PROBLEM,
    ALIKE_REFUSED,
    DECIDED,
    FEW_REGIONS,
    FEWEST_WORDS,
    FIRST_FIELD,
    FURTHER_FIELD,
    FURTHER_NEED,
    MET,
    MISSING_STEP,
    MOST_TIMES,
    NEED_FIELD,
    NEED_INSTRUMENT,
    NEED_THEME,
    NEED_WORDS,
    PARTS,
    SAME_REASON,
    SUGGESTED,
    PartName,
)

COMMON: Final = 4  # a word in more than one of so many candidates says nothing
FEWEST: Final = 3  # candidates that may share a word in any case

type Counting = Callable[[Subject, Candidate], tuple[list[Fact], list[Doubt]]]


def lines(subject: Subject, candidates: Iterable[Candidate]) -> list[Line]:
    """The most points first; equal ones by title, then by number.

    A word that stands in more than a quarter of the candidates says nothing.
    """
    known = list(candidates)
    spread = Counter(word for each in known for word in each.words)
    most = max(FEWEST, len(known) // COMMON)
    common = {word for word, number in spread.items() if number > most}
    found = [line_of(subject, replace(each, words=each.words - common)) for each in known]
    return sorted(found, key=lambda line: (-line.score, line.candidate.sort, line.candidate.id))


def line_of(subject: Subject, candidate: Candidate) -> Line:
    """The parts of one practice, in the order in which they are named everywhere."""
    parts = []
    for part in PARTS:
        facts, doubts = COUNTINGS[part.name](subject, candidate)
        found = sum(fact.points for fact in facts)
        held = max(part.lowest, min(part.highest, found))
        if held != found:
            facts.append(Fact("limit", held - found, (held,)))
        parts.append(Counted(part.name, tuple(facts), tuple(doubts)))
    return Line(candidate, tuple(parts))


def _fields(subject: Subject, candidate: Candidate) -> tuple[list[Fact], list[Doubt]]:
    shared = sorted(name for pk, name in subject.fields.items() if pk in candidate.fields)
    facts = [
        Fact("field", FURTHER_FIELD if place else FIRST_FIELD, (name,))
        for place, name in enumerate(shared)
    ]
    if not subject.fields:
        return facts, [Doubt("region_names_no_field")]
    return facts, [] if candidate.fields else [Doubt("practice_names_no_field")]


def _needs(subject: Subject, candidate: Candidate) -> tuple[list[Fact], list[Doubt]]:
    fits = [(wish, _fit(wish, candidate)) for wish in subject.wishes]
    found = [(wish, facts) for wish, facts in fits if facts]
    found.sort(key=lambda fit: (-sum(fact.points for fact in fit[1]), fit[0].text, fit[0].id))
    facts = found[0][1] if found else []
    facts += [Fact("further_need", FURTHER_NEED, (wish.text,)) for wish, _facts in found[1:]]
    return facts, [] if subject.wishes else [Doubt("no_need_stated")]


def _fit(wish: Wish, candidate: Candidate) -> list[Fact]:
    """What one need shares with the practice."""
    facts = []
    if wish.theme is not None and wish.theme == candidate.theme:
        facts.append(Fact("need_theme", NEED_THEME, (wish.text,)))
    if wish.industry in candidate.fields:
        facts.append(Fact("need_field", NEED_FIELD, (wish.text,)))
    if wish.instrument and wish.instrument == candidate.instrument:
        facts.append(Fact("need_instrument", NEED_INSTRUMENT, (wish.text,)))
    words = len(wish.words & candidate.words)
    if words >= FEWEST_WORDS:
        facts.append(Fact("need_words", NEED_WORDS, (wish.text, words)))
    return facts


def _regions(subject: Subject, candidate: Candidate) -> tuple[list[Fact], list[Doubt]]:
    similar = [
        (subject.likenesses[said.region], said)
        for said in candidate.said
        if said.region in subject.likenesses and subject.likenesses[said.region].degrees
    ]
    facts = []
    for likeness, said in sorted(similar, key=lambda pair: (-pair[0].degrees, pair[0].name)):
        worth = _worth(said)
        if worth is not None:
            code = "decided" if said.status in DECIDED else "suggested"
            answer = said.status if code == "decided" else said.suggestion
            values = (likeness.name, answer, likeness.degrees, said.region)
            facts.append(Fact(code, worth * likeness.degrees, values))
    if not facts:
        return facts, [Doubt("no_similar_region")]
    return facts, [Doubt("few_regions", (len(facts),))] if len(facts) < FEW_REGIONS else []


def _worth(said: Said) -> int | None:
    """For one degree of likeness; None where the region has neither decided nor a result."""
    if said.status in DECIDED:
        return DECIDED[said.status]
    return SUGGESTED.get(said.suggestion)


def _gaps(subject: Subject, candidate: Candidate) -> tuple[list[Fact], list[Doubt]]:
    if not candidate.core:
        return [], [Doubt("no_requirement")]
    if not subject.has:
        return [], [Doubt("no_context")]
    facts, unknown = [], set()
    for kind, needed in sorted(candidate.core):
        has = subject.has.get(kind)
        if has is None:
            unknown.add(kind)
        elif has >= needed:
            facts.append(Fact("met", MET, (kind, needed, has)))
        else:
            facts.append(Fact("gap", MISSING_STEP * (needed - has), (kind, needed, has)))
    return facts, [Doubt("not_in_context", (kind,)) for kind in sorted(unknown)]


def _reasons(subject: Subject, candidate: Candidate) -> tuple[list[Fact], list[Doubt]]:
    kinds = {kind for kind, _needed in candidate.core}
    times = Counter(each.reason for each in subject.refused if ABOUT.get(each.reason) in kinds)
    facts = [
        Fact("same_reason", SAME_REASON * min(number, MOST_TIMES), (reason, number))
        for reason, number in sorted(times.items())
    ]
    alike = sorted(
        (each.title, each.reason)
        for each in subject.refused
        if each.reason in ABOUT_THE_PROBLEM
        and each.theme is not None
        and each.theme == candidate.theme
        and (each.fields & candidate.fields or _same(each.instrument, candidate.instrument))
    )
    facts += [Fact("alike_refused", ALIKE_REFUSED, (title, reason)) for title, reason in alike]
    return facts, []


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


COUNTINGS: Final[dict[PartName, Counting]] = {
    PartName.FIELDS: _fields,
    PartName.NEEDS: _needs,
    PartName.REGIONS: _regions,
    PartName.GAPS: _gaps,
    PartName.REASONS: _reasons,
}
