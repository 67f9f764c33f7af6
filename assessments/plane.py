"""The plane of relevance and feasibility: positions in percent, so that its words never shrink."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from assessments.kernel import Range, Score
from core.ui import numbers

TOP = Fraction(2)
LEFT, BOTTOM = Fraction(-3, 2), Fraction(0)  # the axes never start above these
# The size that labels are kept apart for; the drawing itself scales with the page.
WIDTH, HEIGHT, LETTER, LINE = 620, 400, 7, 16


@dataclass(frozen=True)
class Standing:
    """One region's two scores with their ranges."""

    name: str
    code: str
    relevance: Fraction
    feasibility: Fraction
    relevance_range: tuple[Fraction, Fraction]
    feasibility_range: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Dot:
    """A region on the plane and where its name stands."""

    name: str
    code: str
    x: str
    y: str
    dx: int
    dy: int
    anchor: str


@dataclass(frozen=True)
class Box:
    """The field of a range."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Axes:
    """The part of the plane that is shown: from `left` and `bottom` up to +2."""

    left: Fraction
    bottom: Fraction

    def x(self, value: Fraction) -> Fraction:
        return 100 * (value - self.left) / (TOP - self.left)

    def y(self, value: Fraction) -> Fraction:
        return 100 * (TOP - value) / (TOP - self.bottom)


@dataclass(frozen=True)
class Zones:
    """The fields of the plane between its thresholds, and where their names stand."""

    axes: Axes
    threshold: Fraction

    @property
    def low_x(self) -> str:
        return percent(self.axes.x(-self.threshold))

    @property
    def high_x(self) -> str:
        return percent(self.axes.x(self.threshold))

    @property
    def high_y(self) -> str:
        return percent(self.axes.y(self.threshold))

    @property
    def middle(self) -> str:
        """The width of the field between the two thresholds."""
        return percent(self.axes.x(self.threshold) - self.axes.x(-self.threshold))

    @property
    def right(self) -> str:
        return percent(100 - self.axes.x(self.threshold))

    @property
    def centres(self) -> tuple[str, str, str]:
        """Where the names of the three upper fields stand."""
        low, high = self.axes.x(-self.threshold), self.axes.x(self.threshold)
        return percent(low / 2), percent((low + high) / 2), percent((high + 100) / 2)

    @property
    def below(self) -> str:
        return percent((self.axes.y(self.threshold) + 100) / 2)

    @property
    def start_words(self) -> str:
        """Where the axis of feasibility starts: "−1.5"."""
        return one_place(self.axes.left)

    @property
    def threshold_words(self) -> str:
        return self.high_words.removeprefix("+")

    @property
    def low_words(self) -> str:
        return one_place(-self.threshold)

    @property
    def high_words(self) -> str:
        return one_place(self.threshold)


@dataclass(frozen=True)
class Plane(Zones):
    """All that the drawing needs; `own` is the filled dot, `others` the hollow ones."""

    own: Dot
    range: Box
    label_y: str
    others: tuple[Dot, ...]


def one_place(value: Fraction) -> str:
    return numbers.signed(Decimal(value.numerator) / Decimal(value.denominator), 1)


def percent(value: Fraction) -> str:
    return f"{float(value):.2f}%"


def standing_of(name: str, code: str, relevance: Score, feasibility: Score) -> Standing | None:
    """A region that has both scores; None for a first look."""
    if relevance.value is None or feasibility.value is None:
        return None
    return Standing(
        name,
        code,
        relevance.value,
        feasibility.value,
        _range_of(relevance.value, relevance.range),
        _range_of(feasibility.value, feasibility.range),
    )


def _range_of(value: Fraction, range_: Range | None) -> tuple[Fraction, Fraction]:
    return ends_of(value, range_.low, range_.high) if range_ else (value, value)


def ends_of(value: Fraction, *ends: Fraction | None) -> tuple[Fraction, Fraction]:
    """A range that holds its score: where one person alone answered a question it may not."""
    known = [value, *(each for each in ends if each is not None)]
    return min(known), max(known)


def plane_of(own: Standing, others: Sequence[Standing], threshold: Fraction) -> Plane:
    """Draw one region with the others around it."""
    axes = axes_of([own, *others])
    return Plane(
        axes=axes,
        threshold=threshold,
        own=Dot(
            own.name,
            own.code,
            percent(axes.x(own.feasibility)),
            percent(axes.y(own.relevance)),
            0,
            0,
            "middle",
        ),
        range=box_of(axes, own),
        label_y=percent(axes.y(own.relevance_range[0])),
        others=tuple(_placed(axes, own, others)),
    )


def axes_of(standings: Iterable[Standing]) -> Axes:
    """Whole halves below the lowest end of any range."""
    shown = list(standings)
    left = min(LEFT, *(_half_below(each.feasibility_range[0]) for each in shown))
    bottom = min(BOTTOM, *(_half_below(each.relevance_range[0]) for each in shown))
    return Axes(left, bottom)


def _half_below(value: Fraction) -> Fraction:
    return max(-TOP, Fraction(floor(value * 2), 2))


def box_of(axes: Axes, own: Standing) -> Box:
    left, right = (axes.x(each) for each in own.feasibility_range)
    bottom, top = (axes.y(each) for each in own.relevance_range)
    return Box(percent(left), percent(top), percent(right - left), percent(bottom - top))


type Area = tuple[float, float, float, float]  # left, top, right, bottom in pixels

# Beside the dot to the right or left, below, above: the first place that is free is taken.
PLACES = ((12, 5, "start"), (-12, 5, "end"), (0, 24, "middle"), (0, -12, "middle"))


def _placed(axes: Axes, own: Standing, others: Sequence[Standing]) -> Iterable[Dot]:
    """Names that do not lie on each other or on the own field, as far as there is room."""
    box = (
        px(axes.x(own.feasibility_range[0]), WIDTH),
        px(axes.y(own.relevance_range[1]), HEIGHT),
        px(axes.x(own.feasibility_range[1]), WIDTH),
        px(axes.y(own.relevance_range[0]), HEIGHT) + 28,
    )
    taken: list[Area] = [box]
    taken += [around(axes, each) for each in others]
    for each in others:
        x, y = px(axes.x(each.feasibility), WIDTH), px(axes.y(each.relevance), HEIGHT)
        areas = [(place, label_area(x, y, each.name, place)) for place in PLACES]
        free = (
            (place, area)
            for place, area in areas
            if area[0] >= 0 and area[2] <= WIDTH and not any(meet(area, one) for one in taken)
        )
        place, area = next(free, areas[0])
        taken.append(area)
        dx, dy, anchor = place
        yield Dot(
            each.name,
            each.code,
            percent(axes.x(each.feasibility)),
            percent(axes.y(each.relevance)),
            dx,
            dy,
            anchor,
        )


def px(share: Fraction, whole: int) -> float:
    return float(share) * whole / 100


def around(axes: Axes, each: Standing) -> Area:
    x, y = px(axes.x(each.feasibility), WIDTH), px(axes.y(each.relevance), HEIGHT)
    return (x - 5, y - 5, x + 5, y + 5)


def label_area(x: float, y: float, name: str, place: tuple[int, int, str]) -> Area:
    dx, dy, anchor = place
    width = len(name) * LETTER
    left = x + dx - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return (left, y + dy - LINE + 3, left + width, y + dy + 3)


def meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
