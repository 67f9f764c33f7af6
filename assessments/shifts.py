"""Who changed an answer between two rounds, and what several rounds said in the end.

`said_in` tells nothing of a region that the wall leaves out: no answer, no obstacle, no comment.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from assessments.distributions import Distributions, Obstacle, lay_out, obstacles_in
from assessments.in_force import CurrentAnswer, latest
from assessments.kernel.figures import quantile
from assessments.models import Criterion, Rating, Round, RoundState, Seat
from regions.models import Region

type Change = tuple[CurrentAnswer, CurrentAnswer]  # what somebody said before, and after


@dataclass(frozen=True)
class Move:
    """So many people of a region changed their answer from one to another."""

    region: Region
    before: int | None
    after: int | None
    people: int

    @property
    def way(self) -> int:
        """Above 0 is up, below is down; “I do not know” is no place on the scale."""
        if self.before is None or self.after is None:
            return 0
        return self.after - self.before


@dataclass(frozen=True)
class Moved:
    """The moves of one question."""

    criterion: Criterion
    moves: tuple[Move, ...]

    @property
    def up(self) -> int:
        return sum(each.people for each in self.moves if each.way > 0)

    @property
    def down(self) -> int:
        return sum(each.people for each in self.moves if each.way < 0)


@dataclass(frozen=True)
class Shift(Moved):
    """The same with the middle answer of the room before and after, and why."""

    first: Fraction | None
    last: Fraction | None
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


def moved_between(
    before: Iterable[CurrentAnswer],
    after: Iterable[CurrentAnswer],
    criteria: Sequence[Criterion],
    regions: Sequence[Region],
    *,
    without: Collection[int] = (),
) -> tuple[Moved, ...]:
    """The questions in which people of these regions changed an answer; pure.

    `without`: regions that are left out although they are among them.
    """
    shown = [each for each in regions if each.pk not in without]
    changes = _changes(before, after)
    made = [Moved(each, _moves_of(each, changes, shown)) for each in criteria]
    return tuple(each for each in made if each.moves)


def _changes(before: Iterable[CurrentAnswer], after: Iterable[CurrentAnswer]) -> list[Change]:
    first = {_key(each): each for each in before}
    pairs = [(first[_key(each)], each) for each in after if _key(each) in first]
    return [(was, now) for was, now in pairs if was.value != now.value]


def _key(answer: CurrentAnswer) -> tuple[UUID, int, str]:
    return answer.person_key, answer.region_id, answer.code


def _moves_of(
    criterion: Criterion, changes: Iterable[Change], regions: Sequence[Region]
) -> tuple[Move, ...]:
    counted = Counter(
        (now.region_id, was.value, now.value) for was, now in changes if now.code == criterion.code
    )
    return tuple(
        Move(region, was, now, people)
        for region in regions
        for (region_id, was, now), people in counted.items()
        if region_id == region.pk
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
    counted = Rating.objects.that_count().in_shown_rounds()  # of other meetings, too
    ratings = counted.filter(seat__round__revision__in=revisions)
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
        known = [[e for e in said if e.region_id not in hidden] for said in (before, after)]
        shifts = _shifts(criteria, laid.regions, *known)
    return Said(rounds, laid, obstacles_in(criteria, laid.regions, after), shifts)


def _shifts(
    criteria: Sequence[Criterion],
    regions: Sequence[Region],
    before: Sequence[CurrentAnswer],
    after: Sequence[CurrentAnswer],
) -> tuple[Shift, ...]:
    changes = _changes(before, after)
    return tuple(
        Shift(
            criterion=each,
            moves=_moves_of(each, changes, regions),
            first=middle_of(each, before),
            last=middle_of(each, after),
            why=_why(each, changes),
        )
        for each in criteria
    )


def _why(criterion: Criterion, changes: Iterable[Change]) -> tuple[str, ...]:
    """What was written with a changed answer, each once."""
    said = [now.comment for _was, now in changes if now.code == criterion.code and now.comment]
    return tuple(dict.fromkeys(said))


def middle_of(criterion: Criterion, answers: Iterable[CurrentAnswer]) -> Fraction | None:
    """The middle answer to a question; None where nobody gave a value."""
    own = [each.value for each in answers if each.code == criterion.code]
    return quantile(sorted(value for value in own if value is not None), Fraction(1, 2))
