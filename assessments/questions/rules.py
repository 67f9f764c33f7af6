"""What may become of a version of the questions: pure, each refusal a sentence."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import CriteriaSet, Criterion, CriterionText, Dimension
from core.ui.words import joined
from regions.reader import Reader

type Reasons = list[str | Promise]

MOST_WORDS = 8
FEWEST_AT_HOME = 5  # Krippendorff's alpha is not computed for fewer
HIGHEST_THRESHOLD = Decimal(2)
LETTERS = {Dimension.RELEVANCE: "R", Dimension.FEASIBILITY: "F"}
CODE = re.compile(r"[RF][1-9][0-9]?")

TOO_MANY_WORDS = _("Use at most eight words: people read it aloud in a meeting.")
ANSWERED = _("People have answered this version, so it stays as it is. Write a new version.")
THRESHOLD = _("Enter a threshold above 0 and at most 2.")


def coordinating_refusals(reader: Reader) -> Reasons:
    """CS02: the questions are the coordinator's to write."""
    if reader.is_coordinator or reader.is_system:
        return []
    return [_("Only the coordinator writes the questions.")]


def changing_blockers(criteria_set: CriteriaSet) -> Reasons:
    """CS03: what people have answered stays; what is in use is taken back first."""
    if criteria_set.frozen_at:
        return [_("People have answered this version, so it stays as it is. Write a new version.")]
    if criteria_set.released_at:
        return [_("This version is in use. Take it back first, or write a new version.")]
    return []


def question_problems(question: str) -> Reasons:
    return [TOO_MANY_WORDS] if len(question.split()) > MOST_WORDS else []


def threshold_problems(threshold: Decimal) -> Reasons:
    return [] if 0 < threshold <= HIGHEST_THRESHOLD else [THRESHOLD]


def code_problems(
    code: str, dimension: str, taken: Collection[str], meanings: Mapping[str, str]
) -> Reasons:
    """A code is used once in a version, and means the same in all of them: answers go by it.

    `meanings`: the dimension of each code that any version has used.
    """
    if not CODE.fullmatch(code):
        return [_("Use R or F and a number as the code, for example F11.")]
    if code in taken:
        return [_("This code is used in this version already. Choose another one.")]
    meant = meanings.get(code)
    if meant is not None and meant != dimension:
        sentence = _("%(code)s has stood for %(dimension)s. Choose another code.")
        return [sentence % {"code": code, "dimension": Dimension(meant).label.lower()}]
    if code[0] != LETTERS[Dimension(dimension)]:
        return [_("Codes of relevance begin with R, codes of feasibility with F.")]
    return []


def next_code(dimension: str, used: Collection[str]) -> str:
    """The first code that no version has used."""
    letter = LETTERS[Dimension(dimension)]
    numbers = [int(code[1:]) for code in used if CODE.fullmatch(code) and code[0] == letter]
    return f"{letter}{max(numbers, default=0) + 1}"


@dataclass(frozen=True)
class Others:
    """What a version is measured against: codes in use in the other sets, and all meanings."""

    home: frozenset[str]
    meeting: frozenset[str]
    meanings: Mapping[str, str]


def release_gaps(
    criteria_set: CriteriaSet, criteria: Sequence[Criterion], others: Others
) -> Reasons:
    """What is missing before new rounds may ask this version."""
    gaps: Reasons = []
    gaps += _gaps_in_number(criteria_set, criteria)
    for each in criteria:
        gaps += [f"{each.code}: {reason}" for reason in question_problems(each.question)]
        meant = others.meanings.get(each.code, each.dimension)
        if meant != each.dimension:
            sentence = _("%(code)s has stood for %(dimension)s. Choose another code.")
            gaps.append(sentence % {"code": each.code, "dimension": Dimension(meant).label.lower()})
    gaps += threshold_problems(criteria_set.threshold)
    gaps += _gaps_in_nesting(criteria_set, {each.code for each in criteria}, others)
    return gaps


def _gaps_in_number(criteria_set: CriteriaSet, criteria: Sequence[Criterion]) -> Reasons:
    present = {each.dimension for each in criteria}
    missing = [each.label.lower() for each in Dimension if each not in present]
    gaps: Reasons = []
    if missing:
        sentence = _("There is no question about %(what)s. Add one.")
        gaps.append(sentence % {"what": joined([str(each) for each in missing])})
    if criteria_set.code == "home" and len(criteria) < FEWEST_AT_HOME:
        gaps.append(_("A round at home needs at least five questions. Add some."))
    return gaps


def _gaps_in_nesting(criteria_set: CriteriaSet, codes: set[str], others: Others) -> Reasons:
    """Answers of a meeting are carried over home: what is asked there must be asked at home."""
    if criteria_set.code == "meeting" and (strange := sorted(codes - others.home)):
        sentence = _(
            "%(codes)s: not in the home set in use. Release a home set with it first,"
            " or remove it here."
        )
        return [sentence % {"codes": joined(strange)}]
    if criteria_set.code == "home" and (lost := sorted(others.meeting - codes)):
        sentence = _(
            "%(codes)s: asked in meetings now, so it must be asked at home, too. Keep it,"
            " or release a meeting set without it first."
        )
        return [sentence % {"codes": joined(lost)}]
    return []


def taking_back_blockers(
    criteria_set: CriteriaSet, uses: Sequence[str], others: Collection[CriteriaSet]
) -> Reasons:
    """A version in use that nothing asks yet can be written on; `others` are of the same set."""
    if criteria_set.frozen_at:
        return [ANSWERED]
    if criteria_set.released_at is None:
        return [_("This version is being written already.")]
    if uses:
        sentence = _("It is used already: %(uses)s. Write a new version.")
        return [sentence % {"uses": joined(uses)}]
    if any(each.released_at is None for each in others):
        return [_("Another version is being written. Release or discard that one first.")]
    if any(each.version > criteria_set.version for each in others):
        return [_("A newer version is in use. Take that one back, or write a new version.")]
    if not others:
        return [_("It is the only version of this set. Write a new version.")]
    return []


def mark_of(*values: object) -> str:
    """A short mark of what somebody saw: another one once it was changed."""
    return sha256(repr(values).encode()).hexdigest()[:16]


def mark_of_head(criteria_set: CriteriaSet) -> str:
    each = criteria_set
    return mark_of(each.name, f"{Decimal(each.threshold):.2f}", each.note)


def mark_of_criterion(criterion: Criterion) -> str:
    return mark_of(*(getattr(criterion, name) for name in FIELDS))


def mark_of_text(text: CriterionText | None) -> str:
    return mark_of(*(getattr(text, name) for name in TEXT_FIELDS)) if text else mark_of()


def mark_of_order(criteria: Iterable[Criterion]) -> str:
    return mark_of(*(each.code for each in criteria))


def mark_of_all(criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> str:
    """Of a whole version: who releases it means what they have read."""
    return mark_of(mark_of_head(criteria_set), *(mark_of_criterion(each) for each in criteria))


TEXT_FIELDS = ("topic", "question", "low_label", "high_label", "guidance")
FIELDS = (*TEXT_FIELDS, "code", "dimension", "importance", "is_gate", "requirement_kind")
