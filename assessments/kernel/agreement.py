"""Agreement of the raters over a whole assessment: Krippendorff's alpha.

Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal

from .model import NoAlpha, Reliability
from .result import Agreement

RELIABLE_FROM = Fraction(800, 1000)
TENTATIVE_FROM = Fraction(667, 1000)
FEWEST_RATERS = 2
FEWEST_CRITERIA = 5
PAIR = 2

type Metric = Literal["nominal", "ordinal", "interval"]
type Distance = Callable[[int, int, Mapping[int, int]], int]


def agreement(raters: int, values: Sequence[Sequence[int]]) -> Agreement:
    """The ordinal alpha of an assessment and its word, or the reason why there is none.

    `raters` is how many people have a value at all, `values` has one entry per criterion. Needs two
    raters, five criteria with at least two values each, and some variation among those values.
    "reliable" from 0.800, "tentative" from 0.667, else "not_reliable" (Krippendorff 2004, "Content
    Analysis", chapter 11).
    """
    if raters < FEWEST_RATERS:
        return Agreement(None, None, NoAlpha.TOO_FEW_RATERS)
    if sum(len(given) >= PAIR for given in values) < FEWEST_CRITERIA:
        return Agreement(None, None, NoAlpha.TOO_FEW_CRITERIA)
    alpha = krippendorff_alpha(values, "ordinal")
    if alpha is None:
        return Agreement(None, None, NoAlpha.NO_VARIATION)
    return Agreement(alpha, reliability(alpha), None)


def reliability(alpha: Fraction) -> Reliability:
    """The word for an alpha."""
    if alpha >= RELIABLE_FROM:
        return Reliability.RELIABLE
    return Reliability.TENTATIVE if alpha >= TENTATIVE_FROM else Reliability.NOT_RELIABLE


def krippendorff_alpha(units: Sequence[Sequence[int]], metric: Metric) -> Fraction | None:
    """Krippendorff's alpha, exactly: 1 for full agreement, 0 for chance, negative below chance.

    `units` holds the values given to each unit (here: criterion), in any order; missing ones are
    left out, and a unit with a single value is ignored. None when the values that can be paired do
    not vary or there are none. With n_uc = how often unit u got the value c, m_u = the values of u,
    n_c = the sum of n_uc over the units, n = the sum of n_c, and sums over the pairs c < k:

        alpha = 1 - (n - 1) * sum_u sum_ck n_uc * n_uk * d_ck / (m_u - 1) / sum_ck n_c * n_k * d_ck
    """
    counts = [Counter(unit) for unit in units if len(unit) >= PAIR]
    totals: Counter[int] = Counter()
    for count in counts:
        totals.update(count)
    distance = _DISTANCES[metric]
    distances = {(c, k): distance(c, k, totals) for c, k in combinations(sorted(totals), 2)}
    expected = sum(totals[c] * totals[k] * d for (c, k), d in distances.items())
    if not expected:
        return None
    observed = Fraction(0)
    for count in counts:
        disagreement = sum(count[c] * count[k] * d for (c, k), d in distances.items())
        observed += Fraction(disagreement, count.total() - 1)
    return 1 - (totals.total() - 1) * observed / expected


def _nominal(_c: int, _k: int, _totals: Mapping[int, int]) -> int:
    return 1


def _ordinal(c: int, k: int, totals: Mapping[int, int]) -> int:
    # Twice the published distance (sum from c to k, less half of both ends) stays a whole number,
    # and a constant factor cancels out of alpha.
    between = sum(count for value, count in totals.items() if c <= value <= k)
    return (2 * between - totals[c] - totals[k]) ** 2


def _interval(c: int, k: int, _totals: Mapping[int, int]) -> int:
    return (c - k) ** 2


_DISTANCES: Mapping[Metric, Distance] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
}
