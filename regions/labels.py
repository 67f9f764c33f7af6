"""Where the names stand on the map: beside their node, and on top of nothing if possible."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

# The names are placed for a drawing of this width in pixels; at others the gaps only grow or
# shrink a little, and below 40 rem two letters replace the names.
WIDTH: Final = 560.0
PHONE: Final = 330.0  # where the letters stand
LETTERS: Final = 5  # two of them, a space and a number
CHARACTER: Final = 7.0  # of the small text, a little generous
LINE: Final = 17.0
GAP: Final = 5.0


@dataclass(frozen=True)
class Box:
    """A node: x and y in percent, its radius in pixels, and how many characters name it."""

    x: float
    y: float
    radius: float
    length: int


@dataclass(frozen=True)
class Label:
    """Offsets from the node in pixels, and which end of the text stands there."""

    dx: float
    dy: float
    anchor: str
    short_dy: float


@dataclass(frozen=True)
class Place:
    """Where a text could stand."""

    dx: float
    dy: float
    anchor: str


type Sheet = tuple[float, float]  # width and height
type Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def place_labels(boxes: Sequence[Box], ratio: float) -> list[Label]:
    """One label per node, in the same order; the better of some places each, first come first."""
    names = _best([(box, _beside(box)) for box in boxes], WIDTH, ratio)
    small = [replace(box, length=LETTERS) for box in boxes]
    letters = _best([(box, _above_or_below(box)) for box in small], PHONE, ratio)
    return [
        Label(name.dx, name.dy, name.anchor, letter.dy)
        for name, letter in zip(names, letters, strict=True)
    ]


def _best(wanted: Sequence[tuple[Box, list[Place]]], width: float, ratio: float) -> list[Place]:
    sheet = (width, width * ratio)
    taken = [_node(box, sheet) for box, _places in wanted]
    chosen = []
    for box, places in wanted:
        place = min(places, key=lambda each: _cost(_text(box, each, sheet), taken, sheet))
        taken.append(_text(box, place, sheet))
        chosen.append(place)
    return chosen


def _beside(box: Box) -> list[Place]:
    """Right, left, above, below, then the two lower corners."""
    side = round(box.radius + GAP, 1)
    under = round(box.radius + LINE, 1)
    over = -round(box.radius + GAP + 2, 1)
    return [
        Place(side, 5, "start"),
        Place(-side, 5, "end"),
        Place(0, over, "middle"),
        Place(0, under, "middle"),
        Place(side, 14, "start"),
        Place(-side, 14, "end"),
    ]


def _above_or_below(box: Box) -> list[Place]:
    under = round(box.radius + 14, 1)
    over = -round(box.radius + GAP + 2, 1)
    return [Place(0, under, "middle"), Place(0, over, "middle")]


def _node(box: Box, sheet: Sheet) -> Rectangle:
    x, y, r = box.x / 100 * sheet[0], box.y / 100 * sheet[1], box.radius
    return (x - r, y - r, x + r, y + r)


def _text(box: Box, place: Place, sheet: Sheet) -> Rectangle:
    x = box.x / 100 * sheet[0] + place.dx
    y = box.y / 100 * sheet[1] + place.dy
    width = box.length * CHARACTER
    left = {"start": x, "end": x - width, "middle": x - width / 2}[place.anchor]
    return (left, y - LINE + 4, left + width, y + 4)


def _cost(text: Rectangle, taken: Sequence[Rectangle], sheet: Sheet) -> float:
    """Pixels of the text that cover something or stick out of the drawing."""
    left, top, right, bottom = text
    out = max(0.0, -left) + max(0.0, right - sheet[0])
    out += max(0.0, -top) + max(0.0, bottom - sheet[1])
    return out * LINE + sum(_overlap(text, other) for other in taken)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
