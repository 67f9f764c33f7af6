"""Who has finished a round: seats, regions and levels, never an answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.models import Round, Seat
from regions.models import Level, Region


@dataclass(frozen=True)
class Place:
    """One seat as the board draws it: a level, and whether it has finished."""

    level: str
    is_finished: bool


@dataclass(frozen=True)
class RegionProgress:
    region: Region
    organisation: str
    places: tuple[Place, ...]

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def finished(self) -> int:
        return sum(place.is_finished for place in self.places)

    @property
    def is_full(self) -> bool:
        return self.finished == self.total


@dataclass(frozen=True)
class LevelProgress:
    level: Level
    finished: int
    total: int


@dataclass(frozen=True)
class Progress:
    regions: tuple[RegionProgress, ...]
    levels: tuple[LevelProgress, ...]

    @property
    def total(self) -> int:
        return sum(each.total for each in self.regions)

    @property
    def finished(self) -> int:
        return sum(each.finished for each in self.regions)

    @property
    def percent(self) -> str:
        """How much has finished, as a length of the bar."""
        return f"{100 * self.finished / self.total:.1f}%" if self.total else "0%"


ORDER: dict[str, int] = {level.value: place for place, level in enumerate(Level)}


def progress_of(round_: Round) -> Progress:
    """Who has finished, per region and level; one query, and none to the table of answers."""
    seats = (
        Seat.objects.filter(round=round_)
        .select_related("region__partner")
        .order_by("region__position", "region__name_sort", "pk")
    )
    return summed(list(seats))


def summed(seats: Sequence[Seat]) -> Progress:
    grouped: dict[Region, list[Seat]] = defaultdict(list)
    for seat in seats:
        grouped[seat.region].append(seat)
    return Progress(
        regions=tuple(_of_region(region, own) for region, own in grouped.items()),
        levels=tuple(_of_level(level, seats) for level in Level),
    )


def _of_region(region: Region, seats: Sequence[Seat]) -> RegionProgress:
    partner = getattr(region, "partner", None)
    ordered = sorted(seats, key=lambda seat: ORDER.get(seat.level, -1))
    return RegionProgress(
        region=region,
        organisation=partner.short if partner else "",
        places=tuple(Place(seat.level, seat.finished_at is not None) for seat in ordered),
    )


def _of_level(level: Level, seats: Iterable[Seat]) -> LevelProgress:
    own = [seat for seat in seats if seat.level == level]
    return LevelProgress(level, sum(seat.finished_at is not None for seat in own), len(own))
