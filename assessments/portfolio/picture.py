"""The plane with many practices: dots, their ranges, and labels that never lie on each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessments.plane import (
    HEIGHT,
    PLACES,
    Area,
    Axes,
    Standing,
    Zones,
    axes_of,
    label_area,
    meet,
    percent,
    px,
)

WIDE, NARROW = 560, 300  # pixels for which labels are kept apart
RADIUS: Final = 7
# Half the width and the height of the words of the drawing itself, on which no number lies.
WORD, HIGH = 58, 24
# Beside the dot, below, above, and at its corners: the first place that is free is taken.
CORNERS = ((11, -8, "start"), (-11, -8, "end"), (11, 18, "start"), (-11, 18, "end"))


@dataclass(frozen=True)
class Named:
    """A practice to draw: its standing (`code` is its number) and whether no other beats it."""

    standing: Standing
    is_unbeaten: bool


@dataclass(frozen=True)
class Label:
    """Where the number stands beside its dot."""

    dx: int
    dy: int
    anchor: str


@dataclass(frozen=True)
class Mark:
    """A dot with the two lines of its ranges; a label only where there is room for it."""

    number: str
    is_unbeaten: bool
    x: str
    y: str
    left: str
    right: str
    top: str
    bottom: str
    wide: Label | None
    narrow: Label | None


@dataclass(frozen=True)
class Picture(Zones):
    """All that the drawing needs; those that no other beats are drawn last, over the others."""

    marks: tuple[Mark, ...]

    @property
    def unlabelled(self) -> int:
        return sum(each.wide is None for each in self.marks)


def picture_of(practices: Sequence[Named], threshold: Fraction) -> Picture | None:
    """Draw them; None where there is nothing to draw."""
    if not practices:
        return None
    axes = axes_of(each.standing for each in practices)
    ordered = sorted(
        practices, key=lambda each: not each.is_unbeaten
    )  # the others keep their order
    zones = Zones(axes, threshold)
    wide = dict(_labels(axes, ordered, WIDE, _words(zones, WIDE)))
    narrow = dict(_labels(axes, ordered, NARROW, _words(zones, NARROW)))
    marks = tuple(
        _mark(axes, each, wide.get(each.standing.code), narrow.get(each.standing.code))
        for each in reversed(ordered)
    )
    return Picture(axes, threshold, marks)


def _mark(axes: Axes, each: Named, wide: Label | None, narrow: Label | None) -> Mark:
    standing = each.standing
    return Mark(
        number=standing.code,
        is_unbeaten=each.is_unbeaten,
        x=percent(axes.x(standing.feasibility)),
        y=percent(axes.y(standing.relevance)),
        left=percent(axes.x(standing.feasibility_range[0])),
        right=percent(axes.x(standing.feasibility_range[1])),
        top=percent(axes.y(standing.relevance_range[1])),
        bottom=percent(axes.y(standing.relevance_range[0])),
        wide=wide,
        narrow=narrow,
    )


def _words(zones: Zones, width: int) -> list[Area]:
    """Where the names of the fields and of the axes stand."""
    below = _share(zones.below, HEIGHT)
    middles: list[tuple[float, float]] = [
        *((_share(each, width), HIGH - 5) for each in zones.centres),
        *((width / 2, below), (WORD, 2 * HIGH - 5), (width - WORD, HEIGHT - HIGH / 2)),
        (HIGH, HEIGHT - HIGH / 2),
    ]
    return [(x - WORD, y - HIGH / 2, x + WORD, y + HIGH / 2) for x, y in middles]


def _share(percent_: str, whole: int) -> float:
    return float(percent_.removesuffix("%")) * whole / 100


def _labels(
    axes: Axes, ordered: Sequence[Named], width: int, words: Sequence[Area]
) -> Iterable[tuple[str, Label]]:
    """By number, for each that finds a place that is free, those that no other beats first."""
    taken = [*words, *(_dot(axes, each.standing, width) for each in ordered)]
    for each in ordered:
        standing = each.standing
        x, y = px(axes.x(standing.feasibility), width), px(axes.y(standing.relevance), HEIGHT)
        for place in (*PLACES, *CORNERS):
            area = label_area(x, y, standing.code, place)
            if _is_inside(area, width) and not any(meet(area, one) for one in taken):
                taken.append(area)
                yield standing.code, Label(*place)
                break


def _dot(axes: Axes, standing: Standing, width: int) -> Area:
    x, y = px(axes.x(standing.feasibility), width), px(axes.y(standing.relevance), HEIGHT)
    return (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)


def _is_inside(area: Area, width: int) -> bool:
    return area[0] >= 0 and area[2] <= width and area[1] >= 0 and area[3] <= HEIGHT
