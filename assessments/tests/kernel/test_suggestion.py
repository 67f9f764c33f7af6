from fractions import Fraction

import pytest

from assessments.kernel import Advice, Criterion, Dimension, Range, Rater, Score, assess
from assessments.kernel.suggestion import advise, could_easily_change, crosses, lower

from .builders import SMALL_SET, make_raters

HALF = Fraction(1, 2)
LITTLE = Fraction(1, 10**12)


def score_of(value, low, high, *, dimension=Dimension.RELEVANCE):
    return Score(dimension, value, Fraction(1), (), Range(low, high, ("A",), ("B",), ()))


@pytest.mark.parametrize(
    ("relevance", "feasibility", "advice"),
    [
        (2, 2, Advice.ADOPT),
        (HALF, HALF, Advice.ADOPT),
        (HALF, HALF - LITTLE, Advice.ADAPT),
        (HALF, 0, Advice.ADAPT),
        (HALF, -HALF, Advice.ADAPT),
        (HALF, -HALF - LITTLE, Advice.LEARN),
        (2, -2, Advice.LEARN),
        (HALF - LITTLE, 2, Advice.NOT_NOW),
        (HALF - LITTLE, 0, Advice.NOT_NOW),
        (HALF - LITTLE, -2, Advice.NOT_NOW),
        (-2, 2, Advice.NOT_NOW),
    ],
)
def test_table(relevance, feasibility, advice):
    assert advise(Fraction(relevance), Fraction(feasibility), HALF) == advice


def test_table_with_another_threshold():
    assert advise(Fraction(1), Fraction(1), Fraction(1)) == Advice.ADOPT
    assert advise(Fraction(1), Fraction(-1), Fraction(1)) == Advice.ADAPT
    assert advise(HALF, Fraction(1), Fraction(1)) == Advice.NOT_NOW


@pytest.mark.parametrize(
    ("cap", "capped"),
    [
        (None, (Advice.ADOPT, Advice.ADAPT, Advice.LEARN, Advice.NOT_NOW)),
        (Advice.ADAPT, (Advice.ADAPT, Advice.ADAPT, Advice.LEARN, Advice.NOT_NOW)),
        (Advice.LEARN, (Advice.LEARN, Advice.LEARN, Advice.LEARN, Advice.NOT_NOW)),
    ],
)
def test_a_cap_only_lowers(cap, capped):
    assert tuple(lower(advice, cap) for advice in Advice) == capped


@pytest.mark.parametrize(
    ("low", "value", "high", "crossed"),
    [
        (0, HALF, 1, True),
        (0, 0, HALF, True),
        (HALF, HALF, 1, False),
        (0, Fraction(1, 4), HALF - LITTLE, False),
        # The score lies beside its range: every rater left out gives another answer.
        (HALF, HALF - LITTLE, 1, True),
        (0, HALF, HALF - LITTLE, True),
    ],
)
def test_a_range_crosses_when_somebody_less_is_another_answer(low, value, high, crossed):
    found = crosses(score_of(Fraction(value), Fraction(low), Fraction(high)), HALF)
    assert found is crossed


def test_nothing_crosses_without_a_score():
    assert crosses(Score(Dimension.RELEVANCE, None, Fraction(0), (), None), HALF) is False


def test_nothing_crosses_without_a_range():
    assert crosses(Score(Dimension.RELEVANCE, HALF, Fraction(1), (), None), HALF) is False


@pytest.mark.parametrize(
    ("relevance", "feasibility", "changes"),
    [
        ((1, 1, 1), (1, 1, 1), False),
        # Relevance crosses the threshold, upwards or downwards.
        ((1, 0, 2), (1, 1, 1), True),
        ((0, 0, 1), (1, 1, 1), True),
        # Relevance does not cross -t: nothing depends on it.
        ((-HALF, -1, 0), (1, 1, 1), False),
        # Feasibility crosses t or -t.
        ((1, 1, 1), (1, 0, 1), True),
        ((1, 1, 1), (-HALF, -1, 0), True),
        ((HALF, HALF, HALF), (1, 0, 1), True),
        # Feasibility does not matter below the threshold of relevance.
        ((0, 0, 0), (1, -2, 2), False),
    ],
)
def test_could_easily_change(relevance, feasibility, changes):
    scores = (score_of(*map(Fraction, numbers)) for numbers in (relevance, feasibility))
    assert could_easily_change(*scores, HALF) is changes


@pytest.mark.parametrize(
    ("relevance", "feasibility", "advice"),
    [
        ([1, 1, 1], [1, 1, 1], Advice.ADOPT),
        ([1, 1, 1], [0, 0, 0], Advice.ADAPT),
        ([1, 1, 1], [-1, -1, -1], Advice.LEARN),
        ([0, 0, 0], [1, 1, 1], Advice.NOT_NOW),
        ([0, 0, 0], [0, 0, 0], Advice.NOT_NOW),
        ([0, 0, 0], [-1, -1, -1], Advice.NOT_NOW),
        # Means of exactly 0.5 and -0.5 meet the threshold.
        ([0, 0, 1, 1], [0, 0, 1, 1], Advice.ADOPT),
        ([0, 0, 1, 1], [0, 0, -1, -1], Advice.ADAPT),
    ],
)
def test_suggestion_of_an_assessment(relevance, feasibility, advice):
    result = assess(SMALL_SET, make_raters(R1=relevance, F1=feasibility))
    assert (result.suggestion.uncapped, result.suggestion.capped) == (advice, advice)
    assert result.suggestion.cap is None
    assert result.suggestion.cap_lifts_without == ()


@pytest.mark.parametrize(
    ("funding", "cap", "capped"),
    [
        ([-2, -2, -2], Advice.LEARN, Advice.LEARN),
        ([None, None, None], Advice.ADAPT, Advice.ADAPT),
        ([2, 2, 2], None, Advice.ADOPT),
    ],
)
def test_a_gate_caps_what_the_scores_suggest(funding, cap, capped):
    criteria = [
        Criterion("R1", Dimension.RELEVANCE, 1),
        Criterion("F1", Dimension.FEASIBILITY, 9),
        Criterion("F3", Dimension.FEASIBILITY, 1, is_gate=True),
    ]
    result = assess(criteria, make_raters(R1=[2, 2, 2], F1=[2, 2, 2], F3=funding))
    assert result.suggestion.uncapped == Advice.ADOPT
    assert (result.suggestion.cap, result.suggestion.capped) == (cap, capped)


def test_not_now_stays_not_now_under_a_cap():
    criteria = [SMALL_SET[0], Criterion("F1", Dimension.FEASIBILITY, 1, is_gate=True)]
    result = assess(criteria, make_raters(R1=[0, 0, 0], F1=[-2, -2, -2]))
    assert result.suggestion.cap == Advice.LEARN
    assert result.suggestion.capped == Advice.NOT_NOW


def test_a_level_that_alone_decides_is_named():
    raters = [
        Rater("A", "policy_maker", {"R1": 2, "F1": 2}),
        Rater("B", "policy_maker", {"R1": 2, "F1": 2}),
        Rater("C", "practitioner", {"R1": 2, "F1": -1}),
        Rater("D", "practitioner", {"R1": 2, "F1": -1}),
    ]
    result = assess(SMALL_SET, raters)
    assert result.suggestion.uncapped == Advice.ADOPT
    assert [(one.left_out, one.uncapped) for one in result.without.levels] == [
        ("policy_maker", Advice.LEARN),
        ("practitioner", Advice.ADOPT),
    ]
    assert result.suggestion.levels_that_decide == ("policy_maker",)
