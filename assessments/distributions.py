"""What the room said in a round that is closed: answers by region, and where regions differ.

Across regions the word is "differ", never "agreement": they speak about different places.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from assessments.in_force import CurrentAnswer, answers_in_force
from assessments.kernel.figures import quantile
from assessments.models import Criterion, Round, Seat
from assessments.rules import FEW
from core.errors import NotAllowed
from regions.models import Region

WIDELY_FROM = Fraction(2)
SOMEWHAT_ABOVE = Fraction(1)


class StillBlind(NotAllowed):
    sentence = _("Nobody sees an answer before the round is closed.")


class Differ(StrEnum):
    """How far the middle answers of the regions lie apart."""

    WIDELY = "widely"
    SOMEWHAT = "somewhat"
    LITTLE = "little"


@dataclass(frozen=True)
class Cell:
    """The answers of one region to one criterion, the lowest first."""

    region: Region
    values: tuple[int, ...]
    unknown: int
    has_obstacle: bool

    @property
    def median(self) -> Fraction | None:
        return quantile(self.values, Fraction(1, 2))


@dataclass(frozen=True)
class Line:
    """One criterion over all regions; `lowest` and `highest` are regions' medians."""

    criterion: Criterion
    cells: tuple[Cell, ...]

    @property
    def medians(self) -> list[Fraction]:
        return [cell.median for cell in self.cells if cell.median is not None]

    @property
    def lowest(self) -> Fraction | None:
        return min(self.medians, default=None)

    @property
    def highest(self) -> Fraction | None:
        return max(self.medians, default=None)

    @property
    def highest_regions(self) -> list[Region]:
        return [cell.region for cell in self.cells if cell.median == self.highest is not None]

    @property
    def lowest_regions(self) -> list[Region]:
        return [cell.region for cell in self.cells if cell.median == self.lowest is not None]

    @property
    def span(self) -> Fraction:
        """0 unless at least two regions gave values."""
        medians = self.medians
        return max(medians) - min(medians) if len(medians) > 1 else Fraction(0)

    @property
    def differ(self) -> Differ | None:
        if len(self.medians) < 2:
            return None
        if self.span >= WIDELY_FROM:
            return Differ.WIDELY
        return Differ.SOMEWHAT if self.span > SOMEWHAT_ABOVE else Differ.LITTLE


@dataclass(frozen=True)
class Obstacle:
    region: Region
    criterion: Criterion
    text: str


@dataclass(frozen=True)
class Distributions:
    """Lines in the order of difference, the widest first; obstacles in the order of the regions."""

    regions: tuple[Region, ...]
    lines: tuple[Line, ...]
    obstacles: tuple[Obstacle, ...]
    people: int  # distinct persons with at least one value
    hidden: tuple[Region, ...] = ()  # regions left out because few people answered
    silent: tuple[Region, ...] = ()  # regions of which nobody answered

    @property
    def widest(self) -> Line | None:
        line = self.lines[0] if self.lines else None
        return line if line and line.differ in {Differ.WIDELY, Differ.SOMEWHAT} else None


def distributions_of(round_: Round, *, for_wall: bool = False) -> Distributions:
    """The answers in force after a round, of the people who sat in it; three queries.

    `for_wall`: without the regions of fewer than three raters who did not all allow it, and
    without the words of obstacles. Raises `StillBlind` while the round is open.
    """
    if round_.is_open:
        raise StillBlind
    seats = list(
        Seat.objects.filter(round=round_)
        .select_related("region")
        .order_by("region__position", "region__name_sort", "pk")
    )
    answers = answers_in_force(
        round_.revision.practice_id, people={seat.person_key for seat in seats}, until=round_
    )
    return lay_out(seats, answers, list(round_.criteria_set.criteria.all()), for_wall=for_wall)


def lay_out(
    seats: Sequence[Seat],
    answers: Sequence[CurrentAnswer],
    criteria: Sequence[Criterion],
    *,
    for_wall: bool,
) -> Distributions:
    """The same from seats and answers that were read already: pure."""
    regions = tuple(dict.fromkeys(seat.region for seat in seats))
    hidden = hidden_regions(seats, answers) if for_wall else frozenset()
    answered = {each.region_id for each in answers}
    shown = tuple(each for each in regions if each.pk in answered and each.pk not in hidden)
    made = arrange(criteria, shown, answers)
    return Distributions(
        regions=shown,
        lines=made,
        obstacles=() if for_wall else obstacles_in(criteria, shown, answers),
        people=len({each.person_key for each in answers if each.value is not None}),
        hidden=tuple(region for region in regions if region.pk in hidden),
        silent=tuple(region for region in regions if region.pk not in answered),
    )


def hidden_regions(seats: Sequence[Seat], answers: Iterable[CurrentAnswer]) -> frozenset[int]:
    """Regions with fewer than three raters, unless everybody who answered allowed to be shown.

    A table's value was agreed aloud, so it hides nobody.
    """
    people: dict[int, set[UUID]] = defaultdict(set)
    raters: dict[int, set[UUID]] = defaultdict(set)
    for answer in answers:
        people[answer.region_id].add(answer.person_key)
        if answer.value is not None:
            raters[answer.region_id].add(answer.person_key)
    allowed = {seat.person_key for seat in seats if seat.may_show_alone or seat.is_table}
    return frozenset(
        region_id
        for region_id, answered in people.items()
        if len(raters[region_id]) < FEW and not answered <= allowed
    )


def arrange(
    criteria: Sequence[Criterion], regions: Sequence[Region], answers: Iterable[CurrentAnswer]
) -> tuple[Line, ...]:
    """Lay the answers out by criterion and region, where regions differ most first."""
    found: dict[tuple[str, int], list[CurrentAnswer]] = defaultdict(list)
    for answer in answers:
        found[(answer.code, answer.region_id)].append(answer)
    lines = [
        Line(
            criterion,
            tuple(_cell(region, found[(criterion.code, region.pk)]) for region in regions),
        )
        for criterion in criteria
    ]
    return tuple(sorted(lines, key=lambda line: -line.span))


def _cell(region: Region, answers: Sequence[CurrentAnswer]) -> Cell:
    return Cell(
        region=region,
        values=tuple(sorted(each.value for each in answers if each.value is not None)),
        unknown=sum(each.value is None for each in answers),
        has_obstacle=any(each.obstacle for each in answers),
    )


def obstacles_in(
    criteria: Sequence[Criterion], regions: Sequence[Region], answers: Iterable[CurrentAnswer]
) -> tuple[Obstacle, ...]:
    """What people of these regions raised, in the order of the regions and the questions."""
    asked: Mapping[str, Criterion] = {each.code: each for each in criteria}
    by_region = {region.pk: region for region in regions}
    order = {region.pk: place for place, region in enumerate(regions)}
    raised = [
        each
        for each in answers
        if each.obstacle and each.code in asked and each.region_id in by_region
    ]
    raised.sort(key=lambda each: (order[each.region_id], asked[each.code].position))
    return tuple(Obstacle(by_region[e.region_id], asked[e.code], e.obstacle) for e in raised)
