"""The suggestion: the table, the cap of the gates, and whether it could easily change."""

from fractions import Fraction

from .model import Advice
from .result import LeaveOneOut, Score, Suggestion

_FROM_BEST = tuple(Advice)


def advise(relevance: Fraction, feasibility: Fraction, threshold: Fraction) -> Advice:
    """Look the two scores (in [-2, +2]) up in the table; a score that equals a threshold meets it.

    | | S_F >= t | -t <= S_F < t | S_F < -t |
    |---|---|---|---|
    | S_R >= t | adopt | adapt | learn |
    | S_R < t | not_now | not_now | not_now |
    """
    if relevance < threshold:
        return Advice.NOT_NOW
    if feasibility >= threshold:
        return Advice.ADOPT
    return Advice.ADAPT if feasibility >= -threshold else Advice.LEARN


def lower(advice: Advice, cap: Advice | None) -> Advice:
    """The suggestion under a cap: the weaker of both. A cap never raises."""
    return advice if cap is None else max(advice, cap, key=_FROM_BEST.index)


def crosses(score: Score, threshold: Fraction) -> bool:
    """Whether leaving one rater out puts a score on the other side of a threshold.

    The score itself belongs to the span: where only one rater answered a criterion, the range can
    lie beside the score. A range that only touches a threshold from above does not cross it. A
    rater without whom there would be no score makes no difference; the range names those.
    """
    if score.value is None or score.range is None:
        return False
    span = [score.value, *(end for end in (score.range.low, score.range.high) if end is not None)]
    return min(span) < threshold <= max(span)


def could_easily_change(relevance: Score, feasibility: Score, threshold: Fraction) -> bool:
    """Whether S_R's range crosses t, or S_R >= t and S_F's range crosses t or -t.

    Concerns the uncapped suggestion.
    """
    if crosses(relevance, threshold):
        return True
    is_wanted = relevance.value is not None and relevance.value >= threshold
    return is_wanted and any(crosses(feasibility, bound) for bound in (threshold, -threshold))


def suggest(
    relevance: Score,
    feasibility: Score,
    threshold: Fraction,
    cap: Advice | None,
    without: LeaveOneOut,
) -> Suggestion | None:
    """Put the suggestion together with its cap and its doubts; None unless both scores are there.

    A level decides when the uncapped suggestion would be another one, or none, without it.
    """
    if relevance.value is None or feasibility.value is None:
        return None
    uncapped = advise(relevance.value, feasibility.value, threshold)
    return Suggestion(
        uncapped=uncapped,
        cap=cap,
        capped=lower(uncapped, cap),
        could_easily_change=could_easily_change(relevance, feasibility, threshold),
        cap_lifts_without=tuple(
            one.left_out for one in without.raters if cap is not None and one.cap is None
        ),
        levels_that_decide=tuple(
            one.left_out for one in without.levels if one.uncapped != uncapped
        ),
    )
