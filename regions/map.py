"""The map of partner regions: a grid of dots for land, a node for each region.

`land.txt` is Natural Earth's map of countries (public domain), sampled every 0.625 degrees of a
Mercator projection: its first line names the letter of each country, each further line is one row
of the grid from north to south, "." is water and "-" land of a country without a letter.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from regions.labels import Box, Label, place_labels
from regions.models import Region

STEP: Final = 0.625  # degrees from dot to dot
WEST: Final = -25.0  # of the grid's first column
NORTH: Final = 106.0  # of its first row, in degrees of the projection
UNIT: Final = 22  # of the drawing, from dot to dot; the stylesheet draws dots of 9
RATIO: Final = 1.03  # height to width, as in the stylesheet
CENTRE: Final = (60.0, 72.0)  # column and row in the middle of Europe, for a map without regions
FEWEST_COLUMNS: Final = 46  # so that two neighbours do not fill the map
MARGIN: Final = 0.72  # share of the width, and of the height, that the regions take at most
BEND: Final = 0.14  # how far a line leaves the straight way, in its lengths
RADIUS: Final = 6.5
AREA: Final = 2.6  # radius of a node that stands for a count of one, in pixels


@dataclass(frozen=True)
class Point:
    """A region to draw: where its link leads, its number, and the words for both."""

    region: Region
    url: str
    count: int | None = None
    words: str = ""  # "3 practices"
    is_me: bool = False


@dataclass(frozen=True)
class Journey:
    """A line from region to region (ids), in the colour of a theme's class."""

    start_id: int
    end_id: int
    css: str = "tc"


@dataclass(frozen=True)
class Node:
    """A point in its place; x and y in percent of the drawing."""

    point: Point
    x: float
    y: float
    radius: float
    label: Label

    @property
    def name(self) -> str:
        return f"{self.point.region.name} {self.point.words}".strip()


@dataclass(frozen=True)
class Drawing:
    """All that the template needs, in its final numbers."""

    width: int
    height: int
    land: str
    own_land: str
    nodes: list[Node] = field(default_factory=list)
    arcs: list[tuple[str, str]] = field(default_factory=list)  # path, class

    @property
    def is_empty(self) -> bool:
        return not self.nodes


@dataclass(frozen=True)
class Window:
    """The part of the grid that is drawn, in its columns and rows."""

    left: int
    top: int
    columns: int
    rows: int

    def percent(self, column: float, row: float) -> tuple[float, float]:
        return (
            round((column - self.left) / self.columns * 100, 1),
            round((row - self.top) / self.rows * 100, 1),
        )


@lru_cache(maxsize=1)
def land() -> tuple[dict[str, str], tuple[str, ...]]:
    """The country of each letter, and the rows of the grid."""
    head, *rows = (Path(__file__).parent / "land.txt").read_text(encoding="ascii").splitlines()
    return dict(pair.split("=") for pair in head.split()), tuple(rows)


def grid_position(latitude: float, longitude: float) -> tuple[float, float]:
    """Column and row of a place in the grid, with fractions."""
    projected = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))
    return (longitude - WEST) / STEP, (NORTH - projected) / STEP


def draw(points: Sequence[Point], journeys: Sequence[Journey] = (), *, by_area: bool) -> Drawing:
    """The map around these regions; one without coordinates, or off the grid, is left out.

    `by_area`: the area of a node stands for its number.
    """
    found = [(point, position) for point in points if (position := _position(point.region))]
    window = window_around([position for _point, position in found])
    countries = frozenset(point.region.country for point in points)
    dots, own = dots_in(window, countries)
    return Drawing(
        width=window.columns * UNIT,
        height=window.rows * UNIT,
        land=dots,
        own_land=own,
        nodes=_nodes(found, window, by_area),
        arcs=_arcs(found, journeys, window),
    )


def _position(region: Region) -> tuple[float, float] | None:
    if region.latitude is None or region.longitude is None or abs(region.latitude) > 85:
        return None
    column, row = grid_position(region.latitude, region.longitude)
    rows = land()[1]
    is_on_grid = 0 <= row < len(rows) and 0 <= column < max(map(len, rows))
    return (column, row) if is_on_grid else None


def window_around(positions: Sequence[tuple[float, float]]) -> Window:
    """The smallest part of the grid with all positions and some land around them."""
    positions = positions or [CENTRE]
    columns = [column for column, _row in positions]
    rows = [row for _column, row in positions]
    span = max(max(columns) - min(columns), (max(rows) - min(rows)) / RATIO) / MARGIN
    width = max(FEWEST_COLUMNS, math.ceil(span))
    height = math.ceil(width * RATIO)
    return Window(
        left=round((max(columns) + min(columns) - width) / 2),
        top=round((max(rows) + min(rows) - height) / 2),
        columns=width,
        rows=height,
    )


@lru_cache(maxsize=32)
def dots_in(window: Window, countries: frozenset[str]) -> tuple[str, str]:
    """Two paths of dots: land, and land of these countries."""
    names, rows = land()
    here: list[str] = []
    own: list[str] = []
    for row in range(max(window.top, 0), min(window.top + window.rows, len(rows))):
        y = (row - window.top) * UNIT + UNIT // 2
        for column in range(max(window.left, 0), window.left + window.columns):
            letter = rows[row][column : column + 1]
            if letter in {"", "."}:
                continue
            x = (column - window.left) * UNIT + UNIT // 2
            path = own if names.get(letter) in countries else here
            path.append(f"M{x} {y}h0")
    return "".join(here), "".join(own)


def _nodes(
    found: Sequence[tuple[Point, tuple[float, float]]], window: Window, by_area: bool
) -> list[Node]:
    places = [window.percent(*position) for _point, position in found]
    radii = [_radius(point, by_area) for point, _position in found]
    boxes = [
        Box(x, y, radius, _label_length(point))
        for (x, y), radius, (point, _position) in zip(places, radii, found, strict=True)
    ]
    labels = place_labels(boxes, RATIO)
    return [
        Node(point, x, y, radius, label)
        for (point, _position), (x, y), radius, label in zip(
            found, places, radii, labels, strict=True
        )
    ]


def _radius(point: Point, by_area: bool) -> float:
    if not by_area or point.count is None:
        return RADIUS
    return round(max(4.0, 4.8 + AREA * math.sqrt(point.count)), 1)


def _label_length(point: Point) -> int:
    return len(point.region.name) + (0 if point.count is None else len(str(point.count)) + 1)


def _arcs(
    found: Sequence[tuple[Point, tuple[float, float]]], journeys: Sequence[Journey], window: Window
) -> list[tuple[str, str]]:
    at = {point.region.pk: position for point, position in found}
    arcs = []
    for journey in journeys:
        if journey.start_id in at and journey.end_id in at and journey.start_id != journey.end_id:
            path = _arc(at[journey.start_id], at[journey.end_id], window)
            arcs.append((path, journey.css))
    return arcs


def _arc(start: tuple[float, float], end: tuple[float, float], window: Window) -> str:
    """A line bent to one side, so that there and back are two lines."""
    x1, y1 = ((start[0] - window.left) * UNIT, (start[1] - window.top) * UNIT)
    x2, y2 = ((end[0] - window.left) * UNIT, (end[1] - window.top) * UNIT)
    over_x = (x1 + x2) / 2 + (y2 - y1) * BEND
    over_y = (y1 + y2) / 2 - (x2 - x1) * BEND
    return f"M{x1:.0f} {y1:.0f}Q{over_x:.0f} {over_y:.0f} {x2:.0f} {y2:.0f}"
