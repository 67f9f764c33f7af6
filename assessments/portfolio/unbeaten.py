"""Which practices no other one beats on both questions: a fact about pairs, not a ranking."""

from collections.abc import Sequence
from fractions import Fraction

type Point = tuple[Fraction, Fraction]


def unbeaten(points: Sequence[Point]) -> list[bool]:
    """Whether no other point is higher in one coordinate without being lower in the other.

    Equal points do not beat each other. The answer stands in the order of the points.
    """
    tops: dict[Fraction, Fraction] = {}
    for first, second in points:
        tops[first] = max(second, tops.get(first, second))
    standing = set()
    reached: Fraction | None = None  # the highest second coordinate further to the right
    for first in sorted(tops, reverse=True):
        if reached is None or tops[first] > reached:
            reached = tops[first]
            standing.add((first, reached))
    return [point in standing for point in points]
