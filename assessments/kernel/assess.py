"""The one way in: criteria and raters to a result."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from .agreement import agreement
from .changing import changes
from .figures import Values, figures, values_by_criterion
from .gates import cap, gates
from .leaving_out import leave_one_out
from .model import DEFAULT_THRESHOLD, Criterion, Dimension, Rater, check_inputs
from .result import CriterionFigures, Result, Score, Without
from .scores import coverage, missing, score, score_range
from .suggestion import suggest

FEWEST_FOR_SCORE = 3


def assess(
    criteria: Sequence[Criterion],
    raters: Collection[Rater],
    *,
    threshold: int | Fraction = DEFAULT_THRESHOLD,
    mitigated: AbstractSet[str] = frozenset(),
) -> Result:
    """Assess one practice for one region.

    `criteria` are those of the set used, `raters` the people of the receiving region with their
    current answers, in any order; who has no value does not count. `threshold` is the t of the
    suggestion's table, above 0 and at most 2, in steps of the scale. `mitigated` holds the codes of
    the gates with a recorded mitigation; it matters only where the gate blocks.

    Raises ValueError, with a sentence, for inputs that do not fit together. The formulas and their
    sources stand in `figures`, `agreement`, `scores`, `gates`, `suggestion` and `changing`.
    """
    check_inputs(criteria, raters, threshold, mitigated)
    threshold = Fraction(threshold)
    # The order in which people are given must not show in a result that is compared and stored.
    everybody = sorted(raters, key=lambda rater: rater.key)
    counted = [rater for rater in everybody if rater.has_value]
    values = values_by_criterion(criteria, counted)
    is_first_look = len(counted) < FEWEST_FOR_SCORE
    without = leave_one_out(criteria, [] if is_first_look else counted, threshold, mitigated)
    relevance, feasibility = (
        _score(dimension, criteria, values, without.raters) for dimension in Dimension
    )
    all_figures = _all_figures(criteria, values, counted)
    all_gates = gates(criteria, values, mitigated)
    return Result(
        threshold=threshold,
        raters=tuple(rater.key for rater in counted),
        uncounted=tuple(rater.key for rater in everybody if not rater.has_value),
        is_first_look=is_first_look,
        figures=all_figures,
        agreement=agreement(len(counted), list(values.values())),
        relevance=relevance,
        feasibility=feasibility,
        gates=all_gates,
        open_questions=tuple(one.code for one in all_figures if one.unknown or not one.n),
        suggestion=suggest(relevance, feasibility, threshold, cap(all_gates), without),
        without=without,
        changes=changes(criteria, all_figures, relevance, feasibility, threshold),
    )


def _all_figures(
    criteria: Sequence[Criterion], values: Values, raters: Sequence[Rater]
) -> tuple[CriterionFigures, ...]:
    unknown = {
        criterion.code: sum(rater.says_unknown(criterion.code) for rater in raters)
        for criterion in criteria
    }
    return tuple(figures(code, values[code], count) for code, count in unknown.items())


def _score(
    dimension: Dimension,
    criteria: Sequence[Criterion],
    values: Values,
    without_rater: Sequence[Without],
) -> Score:
    """Score one dimension; nobody left out means a first look, which has no score."""
    own = [criterion for criterion in criteria if criterion.dimension == dimension]
    value = score(own, values) if without_rater else None
    return Score(
        dimension=dimension,
        value=value,
        coverage=coverage(own, values),
        missing=missing(own, values),
        range=None
        if value is None
        else score_range([(one.left_out, one.score(dimension)) for one in without_rater]),
    )
