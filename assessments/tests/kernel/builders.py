"""Criteria and raters for the tests: valid by default, nothing random."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assessments.kernel import Criterion, Dimension, Rater

# Code, weight, gate: the default set.
_RELEVANCE = [
    ("R1", 3, False),
    ("R2", 3, False),
    ("R3", 2, False),
    ("R4", 2, False),
    ("R5", 2, False),
    ("R6", 3, False),
]
_FEASIBILITY = [
    ("F1", 3, True),
    ("F2", 2, True),
    ("F3", 3, True),
    ("F4", 2, False),
    ("F5", 3, True),
    ("F6", 2, False),
    ("F7", 3, False),
    ("F8", 1, False),
    ("F9", 2, False),
    ("F10", 1, False),
]
FULL_SET = [
    *(Criterion(code, Dimension.RELEVANCE, weight, gate) for code, weight, gate in _RELEVANCE),
    *(Criterion(code, Dimension.FEASIBILITY, weight, gate) for code, weight, gate in _FEASIBILITY),
]
FULL_CODES = [criterion.code for criterion in FULL_SET]
SMALL_SET = [
    Criterion("R1", Dimension.RELEVANCE, 1),
    Criterion("F1", Dimension.FEASIBILITY, 1),
]


def read_row(key: str, level: str, row: str) -> Rater:
    """A rater of the full set from a line of values, "." for "I do not know"."""
    values = [None if word == "." else int(word) for word in row.split()]
    return Rater(key, level, dict(zip(FULL_CODES, values, strict=True)))


def worked_example() -> list[Rater]:
    return [
        read_row("A", "policy_maker", "2 2 1 1 0 2    1  0 -1  0 2 1 1  0 1 ."),
        read_row("B", "intermediary", "2 1 1 2 1 1    0  0 -2 -1 1 1 1 -1 1 0"),
        read_row("C", "practitioner", "1 2 2 2 1 2    .  . -2  0 1 2 0  0 2 1"),
        read_row("D", "policy_maker", "1 1 0 1 0 1    1 -1  0  0 1 0 2  0 1 0"),
    ]


def make_raters(level: str = "policy_maker", **columns: Sequence[int | None]) -> list[Rater]:
    """Raters A, B, C ... of one level from the values per criterion."""
    rows = zip(*columns.values(), strict=True)
    return [
        Rater(key, level, dict(zip(columns, row, strict=True)))
        for key, row in zip("ABCDEFGH", rows, strict=False)
    ]


def digits(number: Fraction | None, places: int = 4) -> str | None:
    """A number as people read it: rounded half away from zero."""
    if number is None:
        return None
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
