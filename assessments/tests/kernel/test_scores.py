from fractions import Fraction

import pytest

from assessments.kernel import Criterion, Dimension, Range, Rater, assess
from assessments.kernel.scores import coverage, missing, score, score_range

from .builders import SMALL_SET, make_raters


def relevance(*weights):
    return [
        Criterion(f"R{number}", Dimension.RELEVANCE, weight)
        for number, weight in enumerate(weights, start=1)
    ]


def test_score_is_the_weighted_mean_of_the_means():
    values = {"R1": [2, 1], "R2": [-1], "R3": [0, 0, 1]}
    assert score(relevance(3, 2, 1), values) == Fraction(17, 36)


def test_a_criterion_without_a_value_takes_no_part():
    values = {"R1": [2], "R2": [], "R3": [-1]}
    criteria = relevance(3, 1, 1)
    assert coverage(criteria, values) == Fraction(4, 5)
    assert missing(criteria, values) == ("R2",)
    assert score(criteria, values) == Fraction(5, 4)


@pytest.mark.parametrize(
    ("weights", "covered", "found"),
    [((7, 3), Fraction(7, 10), 1), ((699, 301), Fraction(699, 1000), None)],
)
def test_no_score_below_a_coverage_of_seventy_per_cent(weights, covered, found):
    values = {"R1": [1], "R2": []}
    assert coverage(relevance(*weights), values) == covered
    assert score(relevance(*weights), values) == found


def test_a_dimension_without_criteria_is_not_covered():
    assert coverage([], {}) == 0
    assert score([], {}) is None
    result = assess(relevance(1), make_raters(R1=[1, 1, 1]))
    assert result.relevance.value == 1
    assert (result.feasibility.value, result.feasibility.coverage) == (None, 0)
    assert result.suggestion is None


def test_range_names_all_who_give_an_end():
    without = [("A", Fraction(1)), ("B", Fraction(0)), ("C", Fraction(1)), ("D", None)]
    assert score_range(without) == Range(
        low=Fraction(0),
        high=Fraction(1),
        low_without=("B",),
        high_without=("A", "C"),
        uncovered=("D",),
    )


def test_who_would_take_the_coverage_along_is_named_instead():
    # Without C nobody answers R2, and R1 alone is half of the weight.
    raters = [
        Rater("A", "policy_maker", {"R1": 2, "F1": 0}),
        Rater("B", "policy_maker", {"R1": 1, "R2": None, "F1": 1}),
        Rater("C", "practitioner", {"R1": 0, "R2": 2, "F1": 2}),
    ]
    result = assess([*relevance(1, 1), *SMALL_SET[1:]], raters)
    assert result.relevance.value == Fraction(3, 2)
    assert result.relevance.range == Range(
        low=Fraction(5, 4),
        high=Fraction(3, 2),
        low_without=("A",),
        high_without=("B",),
        uncovered=("C",),
    )
    assert result.feasibility.range.uncovered == ()
    assert [(one.relevance, one.uncapped) for one in result.without.raters][2] == (None, None)
    levels = {one.left_out: one.relevance for one in result.without.levels}
    assert levels == {"policy_maker": 1, "practitioner": None}


def test_range_is_empty_when_everybody_is_needed():
    raters = [
        Rater("A", "policy_maker", {"R1": 2, "F1": 0}),
        Rater("B", "policy_maker", {"R2": 1, "F1": 0}),
        Rater("C", "policy_maker", {"R3": 0, "F1": 0}),
    ]
    result = assess([*relevance(1, 1, 1), *SMALL_SET[1:]], raters)
    assert result.relevance.value == 1
    assert result.relevance.range == Range(None, None, (), (), ("A", "B", "C"))
    assert result.suggestion.could_easily_change is False


def test_low_coverage_leaves_the_profile_and_what_is_missing():
    result = assess([*relevance(1, 1), *SMALL_SET[1:]], make_raters(R1=[2, 2, 2], F1=[1, 1, 1]))
    assert result.is_first_look is False
    assert (result.relevance.value, result.relevance.range) == (None, None)
    assert result.relevance.coverage == Fraction(1, 2)
    assert result.relevance.missing == ("R2",)
    assert result.feasibility.value == 1
    assert result.suggestion is None
    assert [figures.mean for figures in result.figures] == [2, None, 1]
    assert result.open_questions == ("R2",)
