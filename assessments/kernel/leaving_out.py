"""The same assessment without one rater, or without one level."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from .figures import values_by_criterion
from .gates import cap, gates
from .model import Criterion, Dimension, Rater
from .result import LeaveOneOut, Without
from .scores import score
from .suggestion import advise


def leave_one_out(
    criteria: Sequence[Criterion],
    raters: Sequence[Rater],
    threshold: Fraction,
    mitigated: AbstractSet[str],
) -> LeaveOneOut:
    """Leave out each rater once, in the order given, and all raters of each level once, sorted.

    The rule that fewer than three raters get no score concerns the assessment itself: with three
    raters, leaving one out leaves two.
    """
    without_rater = {
        left_out.key: [rater for rater in raters if rater is not left_out] for left_out in raters
    }
    without_level = {
        level: [rater for rater in raters if rater.level != level]
        for level in sorted({rater.level for rater in raters})
    }
    by_rater, by_level = (
        tuple(
            _without(left_out, criteria, others, threshold, mitigated)
            for left_out, others in groups.items()
        )
        for groups in (without_rater, without_level)
    )
    return LeaveOneOut(by_rater, by_level)


def _without(
    left_out: str,
    criteria: Sequence[Criterion],
    others: Sequence[Rater],
    threshold: Fraction,
    mitigated: AbstractSet[str],
) -> Without:
    values = values_by_criterion(criteria, others)
    relevance, feasibility = (
        score([criterion for criterion in criteria if criterion.dimension == dimension], values)
        for dimension in Dimension
    )
    uncapped = None
    if relevance is not None and feasibility is not None:
        uncapped = advise(relevance, feasibility, threshold)
    return Without(
        left_out=left_out,
        relevance=relevance,
        feasibility=feasibility,
        uncapped=uncapped,
        cap=cap(gates(criteria, values, mitigated)),
    )
