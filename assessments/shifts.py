"""What several rounds about a practice said in the end, and what moved between first and last.

Nothing is told here of a region that the wall leaves out: no answer, no obstacle, no comment.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from assessments.distributions import Distributions, Obstacle, lay_out, obstacles_in
from assessments.in_force import CurrentAnswer, latest
from assessments.kernel.figures import quantile
from assessments.models import Criterion, Rating, Round, RoundState, Seat

type Answers = Mapping[UUID, CurrentAnswer]  # by person


@dataclass(frozen=True)
class Shift:
    """One question: the middle answer of the room before and after, who moved, and why."""

    criterion: Criterion
    first: Fraction | None
    last: Fraction | None
    up: int
    down: int
    why: tuple[str, ...]  # comments of changed answers; who wrote them stays in the room

    @property
    def moved(self) -> bool:
        return bool(self.up or self.down)


@dataclass(frozen=True)
class Said:
    """The last shown round as the wall shows it; `shifts` if there was a round before it."""

    rounds: tuple[Round, ...]
    answers: Distributions
    obstacles: tuple[Obstacle, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class _Material:
    seats: dict[int, list[Seat]]
    ratings: list[Rating]
    criteria: dict[int, list[Criterion]]

    def in_force(self, round_: Round) -> list[CurrentAnswer]:
        """As `answers_in_force(until=round_)` for the people of the round."""
        people = {seat.person_key for seat in self.seats[round_.pk]}
        return latest(
            each
            for each in self.ratings
            if each.seat.person_key in people
            and each.seat.round.revision_id == round_.revision_id
            and each.seat.round.opened_at <= round_.opened_at
        )


def said_in(rounds: Mapping[int, Sequence[Round]]) -> dict[int, Said]:
    """What was said about each practice of an agenda, by any key; three queries.

    The rounds of a key are in the order they were opened; those not shown are left out.
    """
    shown = {
        key: tuple(each for each in own if each.state == RoundState.REVEALED)
        for key, own in rounds.items()
    }
    material = _read([each for own in shown.values() for each in own])
    return {key: _said(own, material) for key, own in shown.items() if own}


def _read(rounds: Sequence[Round]) -> _Material:
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in (
        Seat.objects.filter(round__in=rounds)
        .select_related("region")
        .order_by("region__position", "region__name_sort", "pk")
    ):
        seats[seat.round_id].append(seat)
    revisions = {each.revision_id for each in rounds}
    ratings = Rating.objects.that_count().filter(seat__round__revision__in=revisions)
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    sets = {each.criteria_set_id for each in rounds}
    for criterion in Criterion.objects.filter(criteria_set__in=sets).order_by("position"):
        criteria[criterion.criteria_set_id].append(criterion)
    return _Material(
        seats, list(ratings.select_related("tap", "criterion", "seat__round")), criteria
    )


def _said(rounds: tuple[Round, ...], material: _Material) -> Said:
    first, last = rounds[0], rounds[-1]
    criteria = material.criteria[last.criteria_set_id]
    before, after = material.in_force(first), material.in_force(last)
    laid = lay_out(material.seats[last.pk], after, criteria, for_wall=True)
    shifts: tuple[Shift, ...] = ()
    if first != last:
        earlier = lay_out(material.seats[first.pk], before, criteria, for_wall=True)
        hidden = {each.pk for each in (*laid.hidden, *earlier.hidden)}
        shifts = tuple(
            _shift(each, _of(each, before, hidden), _of(each, after, hidden), first)
            for each in criteria
        )
    return Said(rounds, laid, obstacles_in(criteria, laid.regions, after), shifts)


def _of(criterion: Criterion, answers: Iterable[CurrentAnswer], hidden: set[int]) -> Answers:
    return {
        each.person_key: each
        for each in answers
        if each.code == criterion.code and each.region_id not in hidden
    }


def _shift(criterion: Criterion, before: Answers, after: Answers, first: Round) -> Shift:
    up = down = 0
    why: dict[str, None] = {}
    for person, answer in after.items():
        earlier = before.get(person)
        if earlier is None or earlier.value == answer.value:
            continue
        if earlier.value is not None and answer.value is not None:
            up += answer.value > earlier.value
            down += answer.value < earlier.value
        if answer.comment and answer.round_id != first.pk:
            why[answer.comment] = None
    return Shift(criterion, _middle(before), _middle(after), up, down, tuple(why))


def _middle(answers: Answers) -> Fraction | None:
    values = sorted(each.value for each in answers.values() if each.value is not None)
    return quantile(values, Fraction(1, 2))
