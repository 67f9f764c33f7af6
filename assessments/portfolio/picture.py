"""The plane with many practices: dots, their ranges, and labels that never lie on each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from assessments.plane import (
    HEIGHT,
    LINE,
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
# Words of the drawing itself, on which no label lies: its head, its foot, the lowest field's name.
HEAD, FOOT, NAME = 52, 24, 110


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
    below = _px_of(Zones(axes, threshold).below)
    wide = dict(_labels(axes, ordered, WIDE, below))
    narrow = dict(_labels(axes, ordered, NARROW, below))
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


def _px_of(share: str) -> float:
    return float(share.removesuffix("%")) * HEIGHT / 100


def _words(width: int, below: float) -> list[Area]:
    middle = width / 2
    name = (middle - NAME / 2, below - LINE, middle + NAME / 2, below + LINE)
    return [(0, 0, width, HEAD), (0, HEIGHT - FOOT, width, HEIGHT), name]


def _labels(
    axes: Axes, ordered: Sequence[Named], width: int, below: float
) -> Iterable[tuple[str, Label]]:
    """By number, for each that finds a place that is free, those that no other beats first."""
    taken = _words(width, below)
    taken += [_dot(axes, each.standing, width) for each in ordered]
    for each in ordered:
        standing = each.standing
        x, y = px(axes.x(standing.feasibility), width), px(axes.y(standing.relevance), HEIGHT)
        for place in PLACES:
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
