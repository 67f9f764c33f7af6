"""What would change the uncapped suggestion: another importance, or another mean, of one criterion.

Everything is exact: whether a score meets a threshold is decided among fractions, never rounded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .model import HIGHEST, LOWEST, Advice, Criterion, Dimension
from .result import Changes, CriterionFigures, Flip, Interval, Score
from .suggestion import advise

LEAST_WEIGHT, MOST_WEIGHT = Fraction(0), Fraction(10)

type Means = Mapping[str, Fraction]
type AdviceAt = Callable[[Fraction], Advice]


@dataclass(frozen=True, slots=True)
class Edge:
    """A threshold at which another score (in [-2, +2]) would change the suggestion.

    A rising score changes it by meeting the threshold, a falling one by passing below it; `advice`
    is what would be suggested then.
    """

    threshold: Fraction
    rises: bool
    advice: Advice


@dataclass(frozen=True, slots=True)
class Side:
    """One dimension: its criteria with a value, their means, its score and the edges around it."""

    criteria: Sequence[Criterion]
    means: Means
    score: Fraction
    edges: tuple[Edge, ...]

    @property
    def weight(self) -> Fraction:
        """The sum of the weights, answered criteria only."""
        return sum((Fraction(each.weight) for each in self.criteria), Fraction(0))


def changes(
    criteria: Sequence[Criterion],
    figures: Sequence[CriterionFigures],
    relevance: Score,
    feasibility: Score,
    threshold: Fraction,
) -> Changes | None:
    """The weight intervals and smallest flips of a result; None unless both scores are there.

    Only criteria with a value are in it: the coverage is held fixed.
    """
    if relevance.value is None or feasibility.value is None:
        return None
    means = {one.code: one.mean for one in figures if one.mean is not None}
    around = edges(relevance.value, feasibility.value, threshold)
    sides = {
        score.dimension: Side(
            [each for each in criteria if each.dimension == score.dimension and each.code in means],
            means,
            value,
            around[score.dimension],
        )
        for score, value in ((relevance, relevance.value), (feasibility, feasibility.value))
    }
    answered = [each for each in criteria if each.code in means]
    found = [interval(each, sides[each.dimension]) for each in answered]
    return Changes(
        intervals=tuple(each for each in found if each is not None),
        flips=tuple(flip for each in answered for flip in flips(each, sides[each.dimension])),
    )


def edges(
    relevance: Fraction, feasibility: Fraction, threshold: Fraction
) -> dict[Dimension, tuple[Edge, ...]]:
    """The thresholds next to each score (in [-2, +2]) whose passing changes the suggestion.

    S_R has the threshold t, S_F has t and -t; below S_R = t no feasibility changes anything.
    """
    return {
        Dimension.RELEVANCE: _edges(
            relevance,
            [threshold],
            threshold,
            lambda score: advise(score, feasibility, threshold),
        ),
        Dimension.FEASIBILITY: _edges(
            feasibility,
            [-threshold, threshold],
            threshold,
            lambda score: advise(relevance, score, threshold),
        ),
    }


def _edges(
    score: Fraction, thresholds: Sequence[Fraction], t: Fraction, advice_at: AdviceAt
) -> tuple[Edge, ...]:
    falls = [each for each in thresholds if each <= score][-1:]
    rises = [each for each in thresholds if each > score][:1]
    found = [
        # 2t below a threshold lies in the next field of the table: its fields are 2t wide.
        *(Edge(each, rises=False, advice=advice_at(each - 2 * t)) for each in falls),
        *(Edge(each, rises=True, advice=advice_at(each)) for each in rises),
    ]
    now = advice_at(score)
    return tuple(each for each in found if each.advice != now)


def interval(criterion: Criterion, side: Side) -> Interval | None:
    """The importance in [0, 10] of one criterion in which the suggestion stays, the others fixed.

    S_d is monotone in w_c, so that it meets a threshold t at w* = (t * B - A) / (m_c - t), with
    A = sum of the other w * m and B = sum of the other w; None for B = 0. A bound at which nothing
    would be left to change (below 0, above 10) is none.
    """
    weight, mean = Fraction(criterion.weight), side.means[criterion.code]
    others = side.weight - weight
    if not others:
        return None
    weighted = side.score * side.weight - weight * mean
    low = high = below = above = None
    for edge in side.edges:
        if mean == edge.threshold:
            continue
        bound = (edge.threshold * others - weighted) / (mean - edge.threshold)
        is_upper = edge.rises == (mean > side.score)
        if not _is_inside(bound, edge, is_upper=is_upper):
            continue
        if is_upper:
            high, above = bound, edge.advice
        else:
            low, below = bound, edge.advice
    return Interval(criterion.code, weight, low, high, below, above)


def _is_inside(bound: Fraction, edge: Edge, *, is_upper: bool) -> bool:
    """Whether an importance in [0, 10] is enough; a fall needs a little more than its bound."""
    end = MOST_WEIGHT if is_upper else LEAST_WEIGHT
    return LEAST_WEIGHT <= bound <= MOST_WEIGHT and (edge.rises or bound != end)


def flips(criterion: Criterion, side: Side) -> list[Flip]:
    """The means of one criterion, in [-2, +2], that put the score onto the nearest threshold.

    The way there is (t - S_d) * sum(w) / w_c. Two only where two thresholds are equally near; none
    where the mean would leave the scale, downwards already at its end: a fall needs a little more.
    """
    weight, mean = Fraction(criterion.weight), side.means[criterion.code]
    ways = [(edge.threshold - side.score, edge) for edge in side.edges]
    nearest = min((abs(way) for way, _edge in ways), default=None)
    found = []
    for way, edge in ways:
        by = way * side.weight / weight
        needed = mean + by
        is_inside = needed <= HIGHEST if edge.rises else needed > LOWEST
        if abs(way) == nearest and is_inside:
            found.append(Flip(criterion.code, mean, needed, by, edge.advice))
    return found
