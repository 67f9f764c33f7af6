"""What moved between two rounds about a practice, as counts per region: pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from assessments.in_force import CurrentAnswer
from assessments.models import Criterion
from regions.models import Region


@dataclass(frozen=True)
class Move:
    """So many people of a region changed their answer from one to another."""

    region: Region
    before: int | None
    after: int | None
    people: int


@dataclass(frozen=True)
class Moved:
    """The moves of one question."""

    criterion: Criterion
    moves: tuple[Move, ...]

    @property
    def up(self) -> int:
        return sum(each.people for each in self.moves if _order(each) > 0)

    @property
    def down(self) -> int:
        return sum(each.people for each in self.moves if _order(each) < 0)


def _order(move: Move) -> int:
    """Up, down, or neither, for “I do not know” is no place on the scale."""
    if move.before is None or move.after is None:
        return 0
    return move.after - move.before


def moved_between(
    before: Iterable[CurrentAnswer],
    after: Iterable[CurrentAnswer],
    criteria: Sequence[Criterion],
    regions: Sequence[Region],
    *,
    without: Collection[int] = (),
) -> tuple[Moved, ...]:
    """The questions in which somebody changed an answer; `without` these regions."""
    first: dict[tuple[UUID, int, str], int | None] = {_key(each): each.value for each in before}
    counted: Counter[tuple[str, int, int | None, int | None]] = Counter()
    for each in after:
        key = _key(each)
        if each.region_id not in without and key in first and first[key] != each.value:
            counted[each.code, each.region_id, first[key], each.value] += 1
    made = [Moved(each, _moves_of(each, counted, regions)) for each in criteria]
    return tuple(each for each in made if each.moves)


def _key(answer: CurrentAnswer) -> tuple[UUID, int, str]:
    return answer.person_key, answer.region_id, answer.code


def _moves_of(
    criterion: Criterion,
    counted: Counter[tuple[str, int, int | None, int | None]],
    regions: Sequence[Region],
) -> tuple[Move, ...]:
    return tuple(
        Move(region, before, after, people)
        for region in regions
        for (code, region_id, before, after), people in counted.items()
        if code == criterion.code and region_id == region.pk
    )
