from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kernel import (
    Consensus,
    Criterion,
    Dimension,
    Gate,
    GateState,
    LeaveOneOut,
    NoAlpha,
    Rater,
    assess,
)

from .builders import FULL_SET, SMALL_SET, make_raters, worked_example
from .strategies import REPEATABLE, assessments

HALF = Fraction(1, 2)
MEETING_CODES = ["R1", "R2", "R6", "F1", "F3", "F5"]


def test_first_look_of_two_raters():
    result = assess(FULL_SET, worked_example()[:2])
    assert result.is_first_look is True
    assert result.raters == ("A", "B")
    for score in (result.relevance, result.feasibility):
        assert (score.value, score.range, score.coverage, score.missing) == (None, None, 1, ())
    assert result.suggestion is None
    assert result.without == LeaveOneOut((), ())
    assert [figures.n for figures in result.figures] == [2] * 15 + [1]
    assert {figures.consensus for figures in result.figures} == {Consensus.TOO_FEW}
    assert {figures.r_wg for figures in result.figures} == {None}
    assert result.gates_in(GateState.BLOCKING) == ("F3",)
    assert result.open_questions == ("F10",)
    assert result.agreement.alpha is not None


def test_first_look_of_one_rater():
    result = assess(FULL_SET, worked_example()[2:3])
    assert result.is_first_look is True
    assert result.agreement.reason == NoAlpha.TOO_FEW_RATERS
    assert result.gates == (
        Gate("F1", GateState.UNKNOWN),
        Gate("F2", GateState.UNKNOWN),
        Gate("F3", GateState.BLOCKING),
        Gate("F5", GateState.CLEAR),
    )
    assert result.feasibility.missing == ("F1", "F2")
    assert result.feasibility.coverage == Fraction(17, 22)
    assert result.open_questions == ("F1", "F2")


def test_first_look_before_anybody_answered():
    result = assess(SMALL_SET, [])
    assert result.is_first_look is True
    assert result.raters == ()
    assert result.relevance.coverage == 0
    assert result.open_questions == ("R1", "F1")


def test_three_raters_have_a_score_and_a_range():
    result = assess(SMALL_SET, make_raters(R1=[1, 1, 1], F1=[0, 1, 2]))
    assert result.is_first_look is False
    assert result.feasibility.value == 1
    assert (result.feasibility.range.low, result.feasibility.range.high) == (HALF, 3 * HALF)


def test_who_has_no_value_does_not_count():
    raters = [
        *make_raters(R1=[1, 1], F1=[1, None]),
        Rater("X", "practitioner", {"R1": None, "F1": None}),
        Rater("W", "practitioner", {}),
    ]
    result = assess(SMALL_SET, raters)
    assert result.raters == ("A", "B")
    assert result.uncounted == ("W", "X")
    assert result.is_first_look is True
    assert [(figures.n, figures.unknown) for figures in result.figures] == [(2, 0), (1, 1)]


def test_unanswered_is_not_i_do_not_know():
    raters = [
        Rater("A", "policy_maker", {"R1": 1, "F1": None}),
        Rater("B", "policy_maker", {"R1": 1}),
        Rater("C", "policy_maker", {"R1": 1, "F1": 2}),
    ]
    assert assess(SMALL_SET, raters).figures[1].unknown == 1


def test_meeting_set_leaves_the_other_criteria_alone():
    meeting = [criterion for criterion in FULL_SET if criterion.code in MEETING_CODES]
    raters = [
        Rater(rater.key, rater.level, {code: rater.answers[code] for code in MEETING_CODES})
        for rater in worked_example()
    ]
    result = assess(meeting, raters)
    assert [figures.code for figures in result.figures] == MEETING_CODES
    assert [gate.code for gate in result.gates] == ["F1", "F3", "F5"]
    assert result.relevance.value == Fraction(3, 2)
    assert result.feasibility.value == Fraction(2, 9)


def test_threshold_is_a_setting():
    raters = make_raters(R1=[1, 1, 1], F1=[1, 1, 1])
    assert assess(SMALL_SET, raters, threshold=1).suggestion.uncapped == "adopt"
    assert assess(SMALL_SET, raters, threshold=Fraction(3, 2)).suggestion.uncapped == "not_now"
    assert assess(SMALL_SET, raters).threshold == HALF


@pytest.mark.parametrize("weight", [1, Fraction(1, 3), 10])
def test_any_positive_weight(weight):
    criteria = [
        Criterion("R1", Dimension.RELEVANCE, weight),
        Criterion("F1", Dimension.FEASIBILITY, 1),
    ]
    assert assess(criteria, make_raters(R1=[1, 1, 1], F1=[1, 1, 1])).relevance.value == 1


@REPEATABLE
@given(assessments(), st.randoms(use_true_random=False))
def test_order_of_raters_changes_nothing(inputs, random):
    criteria, raters, threshold, mitigated = inputs
    shuffled = random.sample(raters, len(raters))
    assert assess(criteria, shuffled, threshold=threshold, mitigated=mitigated) == assess(
        criteria, raters, threshold=threshold, mitigated=mitigated
    )


@REPEATABLE
@given(assessments(), st.fractions(Fraction(1, 100), 100))
def test_common_factor_of_all_weights_changes_nothing(inputs, factor):
    criteria, raters, threshold, mitigated = inputs
    scaled = [
        Criterion(one.code, one.dimension, one.weight * factor, one.is_gate) for one in criteria
    ]
    before = assess(criteria, raters, threshold=threshold, mitigated=mitigated)
    after = assess(scaled, raters, threshold=threshold, mitigated=mitigated)
    assert replace(after, changes=None) == replace(before, changes=None)
    if before.changes:
        assert after.changes.flips == before.changes.flips


@REPEATABLE
@given(assessments(fewest=3), st.fractions(Fraction(1, 100), 1))
def test_a_common_factor_of_all_weights_moves_bounds_by_itself(inputs, factor):
    """Smaller weights only: larger ones push bounds beyond the end of the scale."""
    criteria, raters, threshold, mitigated = inputs
    scaled = [replace(one, weight=one.weight * factor) for one in criteria]
    before = assess(criteria, raters, threshold=threshold, mitigated=mitigated)
    after = assess(scaled, raters, threshold=threshold, mitigated=mitigated)
    known = {one.code: one for one in after.changes.intervals} if after.changes else {}
    for one in before.changes.intervals if before.changes else ():
        assert known[one.code].weight == one.weight * factor
        for bound, scaled_bound in (
            (one.low, known[one.code].low),
            (one.high, known[one.code].high),
        ):
            assert bound is None or scaled_bound == bound * factor


@REPEATABLE
@given(assessments(is_complete=True, fewest=3))
def test_range_contains_the_score_when_everybody_answered_everything(inputs):
    criteria, raters, threshold, mitigated = inputs
    result = assess(criteria, raters, threshold=threshold, mitigated=mitigated)
    for score in (result.relevance, result.feasibility):
        assert score.coverage == 1
        assert score.range.uncovered == ()
        assert score.range.low <= score.value <= score.range.high


@REPEATABLE
@given(assessments(fewest=3))
def test_could_easily_change_means_another_suggestion_without_somebody(inputs):
    criteria, raters, threshold, mitigated = inputs
    result = assess(criteria, raters, threshold=threshold, mitigated=mitigated)
    others = {one.uncapped for one in result.without.raters}
    if result.suggestion and None not in others:
        changes = others != {result.suggestion.uncapped}
        assert result.suggestion.could_easily_change is changes


@REPEATABLE
@given(assessments(is_complete=True, fewest=3))
def test_one_more_rater_at_every_median_never_lowers_agreement(inputs):
    criteria, raters, _threshold, _mitigated = inputs
    before = assess(criteria, raters).figures
    medians = {one.code: int(one.median) for one in before if one.median.denominator == 1}
    after = assess(criteria, [*raters, Rater("Z", "practitioner", medians)]).figures
    for earlier, later in zip(before, after, strict=True):
        assert later.r_wg >= earlier.r_wg
