"""Figures per criterion."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from .model import SCALE, Consensus, Criterion, Rater
from .result import CriterionFigures

# Variance of answers spread evenly over A = 5 options: (A^2 - 1) / 12.
UNIFORM_VARIANCE = Fraction(5**2 - 1, 12)
AGREED_FROM = Fraction(7, 10)
MIXED_FROM = Fraction(1, 2)
FEWEST_FOR_R_WG = 3

# Per criterion's code its values; a criterion without a value has an empty list.
type Values = Mapping[str, Sequence[int]]


def values_by_criterion(criteria: Iterable[Criterion], raters: Iterable[Rater]) -> Values:
    """Collect the values of the raters; "I do not know" is not a value."""
    values: dict[str, list[int]] = {criterion.code: [] for criterion in criteria}
    for rater in raters:
        for code, value in rater.answers.items():
            if value is not None:
                values[code].append(value)
    return values


def figures(code: str, values: Sequence[int], unknown: int) -> CriterionFigures:
    """Describe the answers to one criterion; `values` from -2 to +2, `unknown` is a count."""
    agreement = r_wg(values)
    return CriterionFigures(
        code=code,
        n=len(values),
        unknown=unknown,
        distribution=distribution(values),
        median=quantile(values, Fraction(1, 2)),
        lower_quartile=quantile(values, Fraction(1, 4)),
        upper_quartile=quantile(values, Fraction(3, 4)),
        mean=mean(values),
        r_wg=agreement,
        consensus=consensus(agreement),
    )


def distribution(values: Sequence[int]) -> tuple[int, int, int, int, int]:
    """Count the values -2, -1, 0, +1 and +2, in this order."""
    lowest, low, middle, high, highest = (values.count(step) for step in SCALE)
    return lowest, low, middle, high, highest


def mean(values: Sequence[int]) -> Fraction | None:
    """The arithmetic mean, in [-2, +2]; None without a value."""
    return Fraction(sum(values), len(values)) if values else None


def quantile(values: Sequence[int], share: Fraction) -> Fraction | None:
    """The value below which a share (0 to 1) of the values lies, in [-2, +2]; None without a value.

    Of the many definitions this is type 7 of Hyndman & Fan 1996 ("Sample quantiles in statistical
    packages", The American Statistician 50): linear between the sorted values at position
    (n - 1) * share, counted from 0. It is the one of spreadsheets (QUARTILE.INC), and its half is
    the usual median.
    """
    if not values:
        return None
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def r_wg(values: Sequence[int]) -> Fraction | None:
    """Within-group agreement on one criterion, in [0, 1]; None for fewer than three values.

    r_WG = max(0, 1 - s^2 / 2), with the sample variance s^2 (divisor n - 1) and 2 = the variance of
    the uniform distribution on five options. Source: James, Demaree & Wolf 1984, "Estimating
    within-group interrater reliability with and without response bias", Journal of Applied
    Psychology 69.
    """
    n = len(values)
    if n < FEWEST_FOR_R_WG:
        return None
    squares = sum(value * value for value in values)
    variance = (squares - Fraction(sum(values) ** 2, n)) / (n - 1)
    return max(Fraction(0), 1 - variance / UNIFORM_VARIANCE)


def consensus(agreement: Fraction | None) -> Consensus:
    """The word for an r_WG: "agreed" from 0.70, "mixed" from 0.50, else "split"."""
    if agreement is None:
        return Consensus.TOO_FEW
    if agreement >= AGREED_FROM:
        return Consensus.AGREED
    return Consensus.MIXED if agreement >= MIXED_FROM else Consensus.SPLIT
