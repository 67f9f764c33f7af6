"""The score of a dimension, how much it rests on, and its range."""

from collections.abc import Sequence
from fractions import Fraction

from .figures import Values
from .model import Criterion
from .result import Range

LEAST_COVERAGE = Fraction(7, 10)


def coverage(criteria: Sequence[Criterion], values: Values) -> Fraction:
    """The share of the criteria's weight that has at least one value, in [0, 1].

    Coverage_d = sum(w_c answered) / sum(w_c all) over the criteria of one dimension; 0 for a
    dimension without criteria.
    """
    whole = Fraction(sum(criterion.weight for criterion in criteria))
    answered = sum(criterion.weight for criterion in criteria if values[criterion.code])
    return answered / whole if whole else Fraction(0)


def missing(criteria: Sequence[Criterion], values: Values) -> tuple[str, ...]:
    """The codes of the criteria without a value."""
    return tuple(criterion.code for criterion in criteria if not values[criterion.code])


def score(criteria: Sequence[Criterion], values: Values) -> Fraction | None:
    """The weighted mean of the criteria's means, in [-2, +2]; None below a coverage of 0.70.

    S_d = sum(w_c * m_c) / sum(w_c) over the criteria of one dimension with a value; the weights
    need no scale, only their ratios matter.
    """
    if coverage(criteria, values) < LEAST_COVERAGE:
        return None
    weights, weighted = Fraction(0), Fraction(0)
    for criterion in criteria:
        given = values[criterion.code]
        if given:
            weights += criterion.weight
            weighted += criterion.weight * Fraction(sum(given), len(given))
    return weighted / weights


def score_range(without: Sequence[tuple[str, Fraction | None]]) -> Range:
    """The range of a score from pairs of a rater's key and the score without that rater.

    The jackknife's leave-one-out values, shown as they are: few raters carry no confidence
    interval. A rater without whom there is no score is named instead of counted.
    """
    scored = [(key, value) for key, value in without if value is not None]
    low = min((value for _, value in scored), default=None)
    high = max((value for _, value in scored), default=None)
    return Range(
        low=low,
        high=high,
        low_without=tuple(key for key, value in scored if value == low),
        high_without=tuple(key for key, value in scored if value == high),
        uncovered=tuple(key for key, value in without if value is None),
    )
