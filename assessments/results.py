"""From the answers in the database to the kernel, and from its result to the stored columns.

What counts for a pair are the answers of rounds that were shown (or sealed): before that a round
could still be opened again, and then nobody must have seen anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

from assessments import kernel
from assessments.in_force import CurrentAnswer, latest
from assessments.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Mitigation,
    Rating,
    Round,
    RoundKind,
    Tap,
)
from practices.models import Transfer

TABLE = "table"  # the level of a region's table: its people agreed on one value
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Material:
    """Everything that a result rests on: one revision, one set of questions, current answers."""

    revision_id: int
    criteria_set: CriteriaSet
    criteria: tuple[Criterion, ...]
    answers: tuple[CurrentAnswer, ...]
    rounds: tuple[Round, ...]  # in the order they were opened
    open_rounds: tuple[Round, ...]  # their answers are nowhere in here

    @property
    def topics(self) -> dict[str, str]:
        """What each criterion is about, in a word for sentences."""
        return {each.code: each.topic for each in self.criteria}

    @property
    def levels(self) -> dict[str, str]:
        """The level of each rater who counts, by key."""
        return {each.key: each.level for each in self.raters() if each.has_value}

    @property
    def threshold(self) -> Fraction:
        return Fraction(self.criteria_set.threshold)

    def kernel_criteria(self) -> list[kernel.Criterion]:
        return [
            kernel.Criterion(
                each.code, kernel.Dimension(each.dimension), each.importance, each.is_gate
            )
            for each in self.criteria
        ]

    def raters(self) -> list[kernel.Rater]:
        """One rater per person or table, with the level of the seat they answered from last."""
        by_person: dict[str, list[CurrentAnswer]] = defaultdict(list)
        for answer in self.answers:
            by_person[str(answer.person_key)].append(answer)
        return [
            kernel.Rater(key, level_of(answers), {each.code: each.value for each in answers})
            for key, answers in sorted(by_person.items())
        ]

    def gates(self) -> frozenset[str]:
        return frozenset(each.code for each in self.criteria if each.is_gate)

    def assess(self, answered: Iterable[str]) -> kernel.Result:
        """The kernel's result; `answered` are the codes with a recorded answer to an obstacle."""
        return kernel.assess(
            self.kernel_criteria(),
            self.raters(),
            threshold=self.threshold,
            mitigated=self.gates() & frozenset(answered),
        )

    def hash(self, answered: Iterable[str]) -> str:
        return kernel.input_hash(
            self.kernel_criteria(),
            self.raters(),
            self.threshold,
            self.gates() & frozenset(answered),
        )


def level_of(answers: Iterable[CurrentAnswer]) -> str:
    """The level at the time of the latest round; a table has none of its own."""
    newest = max(answers, key=lambda each: (each.round_id, each.rating_id))
    return newest.level or TABLE


def material_for(transfer: Transfer, *, until: datetime | None = None) -> Material | None:
    """What counts for the pair now, or counted at a moment; None while no round was shown.

    Four queries. The newest shown round names the revision; a round at home, once closed, the set.
    """
    all_rounds = list(Round.objects.asking_about(transfer.practice_id, transfer.region_id))
    rounds = _shown(all_rounds, until)
    if not rounds:
        return None
    revision_id = rounds[-1].revision_id
    rounds = [each for each in rounds if each.revision_id == revision_id]
    at_home = [each for each in rounds if each.kind == RoundKind.HOME]
    criteria_set = (at_home or rounds)[-1].criteria_set
    criteria = tuple(criteria_set.criteria.all())
    codes = {each.code for each in criteria}
    ratings = (
        Rating.objects.that_count()
        .filter(seat__round__in=[each.pk for each in rounds], seat__region=transfer.region_id)
        .select_related("tap", "criterion", "seat")
    )
    counted = list(ratings) if until is None else _as_of(list(ratings), until)
    answers = tuple(each for each in latest(counted) if each.code in codes)
    open_rounds = tuple(each for each in all_rounds if each.is_open)
    return Material(revision_id, criteria_set, criteria, answers, tuple(rounds), open_rounds)


def _as_of(ratings: list[Rating], until: datetime) -> list[Rating]:
    """The ratings as they stood then: taps that came later give way to those before them."""
    changed = [each for each in ratings if each.tap.received_at > until]
    if not changed:
        return ratings
    before: dict[tuple[int, int], Tap] = {}
    taps = Tap.objects.filter(seat__in={each.seat_id for each in changed}, received_at__lte=until)
    for tap in taps:
        pair = (tap.seat_id, tap.criterion_id)
        if pair not in before or tap.order > before[pair].order:
            before[pair] = tap
    for each in changed:
        if known := before.get((each.seat_id, each.criterion_id)):
            each.tap = known
    return [each for each in ratings if each.tap.received_at <= until]


def _shown(rounds: Iterable[Round], until: datetime | None) -> list[Round]:
    """Those with an answer for the region that everybody could see, now or at a moment."""
    found = []
    for each in rounds:
        moments = [at for at in (each.revealed_at, each.sealed_at) if at is not None]
        has_answers = each.has_answers  # type: ignore[attr-defined]  # by asking_about
        if has_answers and moments and (until is None or min(moments) <= until):
            found.append(each)
    return found


def answered_codes(assessment: Assessment) -> frozenset[str]:
    """The codes of criteria whose obstacle has an answer."""
    return frozenset(assessment.mitigations.values_list("criterion__code", flat=True))


# Which columns hold what is suggested: a finish with gaps empties them.
NO_SUGGESTION: dict[str, object] = {
    "suggestion": "",
    "uncapped": "",
    "could_easily_change": False,
}


def columns_of(result: kernel.Result) -> dict[str, object]:
    """What lists and the plane read without opening the stored result."""
    columns: dict[str, object] = {"rater_count": len(result.raters), **NO_SUGGESTION}
    for score in (result.relevance, result.feasibility):
        name, range_ = score.dimension.value, score.range
        columns[name] = to_decimal(score.value)
        columns[f"{name}_low"] = to_decimal(range_.low) if range_ else None
        columns[f"{name}_high"] = to_decimal(range_.high) if range_ else None
    if result.suggestion:
        columns["suggestion"] = result.suggestion.capped.value
        columns["uncapped"] = result.suggestion.uncapped.value
        columns["could_easily_change"] = result.suggestion.could_easily_change
    return columns


def to_decimal(value: Fraction | None) -> Decimal | None:
    """Four places, half away from zero."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(PLACES, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Reading:
    """An assessment opened again: what it rests on and its stored result."""

    assessment: Assessment
    material: Material
    result: kernel.Result

    @cached_property
    def mitigations(self) -> tuple[Mitigation, ...]:
        """The region's answers to obstacles; asked for only where there is one."""
        answers = self.assessment.mitigations.select_related("criterion")
        return tuple(answers.order_by("pk"))

    @property
    def suggestion(self) -> kernel.Suggestion | None:
        """None too where the region finished without one."""
        return self.result.suggestion if self.assessment.suggestion else None


def read(assessment: Assessment) -> Reading | None:
    """Open an assessment; None when nothing that it could rest on was shown.

    A final one rests on what counted when it was computed.
    """
    until = assessment.computed_at if assessment.is_final else None
    material = material_for(assessment.transfer, until=until)
    if material is None:
        return None
    return Reading(assessment, material, kernel.from_dict(assessment.result))
