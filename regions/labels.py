"""Where the names stand on the map: beside their node, and on top of nothing if possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# The names are placed for a drawing of this width in pixels; at others the gaps only grow or
# shrink a little, and below 40 rem two letters replace the names.
WIDTH: Final = 560.0
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


type Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def place_labels(boxes: Sequence[Box], ratio: float) -> list[Label]:
    """One label per node, in the same order; the better of six places each, first come first."""
    height = WIDTH * ratio
    taken = [_node(box, height) for box in boxes]
    labels = []
    for box in boxes:
        options = [(_cost(_text(box, label, height), taken, height), label) for label in _at(box)]
        _least, label = min(options, key=lambda option: option[0])
        taken.append(_text(box, label, height))
        labels.append(label)
    return labels


def _at(box: Box) -> list[Label]:
    """Right, left, above, below, then the two lower corners."""
    side = round(box.radius + GAP, 1)
    under = round(box.radius + LINE, 1)
    over = -round(box.radius + GAP + 2, 1)
    short = round(box.radius + 14, 1)
    return [
        Label(side, 5, "start", short),
        Label(-side, 5, "end", short),
        Label(0, over, "middle", short),
        Label(0, under, "middle", short),
        Label(side, 14, "start", short),
        Label(-side, 14, "end", short),
    ]


def _node(box: Box, height: float) -> Rectangle:
    x, y, r = box.x / 100 * WIDTH, box.y / 100 * height, box.radius
    return (x - r, y - r, x + r, y + r)


def _text(box: Box, label: Label, height: float) -> Rectangle:
    x = box.x / 100 * WIDTH + label.dx
    y = box.y / 100 * height + label.dy
    width = box.length * CHARACTER
    left = {"start": x, "end": x - width, "middle": x - width / 2}[label.anchor]
    return (left, y - LINE + 4, left + width, y + 4)


def _cost(text: Rectangle, taken: Sequence[Rectangle], height: float) -> float:
    """Pixels of the text that cover something or stick out of the drawing."""
    left, top, right, bottom = text
    out = max(0.0, -left) + max(0.0, right - WIDTH)
    out += max(0.0, -top) + max(0.0, bottom - height)
    return out * LINE + sum(_overlap(text, other) for other in taken)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
