import re
from fractions import Fraction

import pytest

from assessments.kernel import Criterion, Dimension, Rater, assess, input_hash

from .builders import SMALL_SET, make_raters

RATERS = make_raters(R1=[1, 1, 1], F1=[1, 1, 1])
HALF = Fraction(1, 2)


@pytest.mark.parametrize("weight", [0, -1, Fraction(-1, 2), 1.5, True, "3", None])
def test_weight_must_be_positive_and_exact(weight):
    with pytest.raises(ValueError, match=r"^Criterion R1: the weight must be a positive whole"):
        Criterion("R1", Dimension.RELEVANCE, weight)


def test_dimension_must_be_known():
    with pytest.raises(ValueError, match=r"^Criterion R1: there is no dimension 'taste'\.$"):
        Criterion("R1", "taste", 1)


def test_a_dimension_may_be_given_as_its_code():
    criteria = [Criterion("R1", "relevance", 1), Criterion("F1", "feasibility", 1)]
    assert assess(criteria, RATERS) == assess(SMALL_SET, RATERS)


@pytest.mark.parametrize("value", [-3, 3, 0.5, 1.0, True, "1"])
def test_value_must_be_on_the_scale(value):
    message = r"^Rater A, criterion R1: a value must be a whole number from -2 to 2, not "
    with pytest.raises(ValueError, match=message):
        Rater("A", "policy_maker", {"R1": value})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Criterion("", Dimension.RELEVANCE, 1), "A criterion's code must not be empty."),
        (lambda: Rater("", "policy_maker", {}), "A rater's key must not be empty."),
        (lambda: Rater("A", "", {}), "The level of rater A must not be empty."),
    ],
)
def test_names_must_not_be_empty(make, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        make()


REFUSED = [
    (
        {"criteria": [*SMALL_SET, SMALL_SET[0]]},
        "Each criterion may be given once only; given more than once: R1.",
    ),
    (
        {"raters": [*RATERS, RATERS[1], RATERS[0]]},
        "Each rater may be given once only; given more than once: A, B.",
    ),
    (
        {"raters": [Rater("A", "policy_maker", {"R1": 1, "X2": 1, "X1": None})]},
        "Rater A answers X1, X2, not among the criteria of the set.",
    ),
    ({"mitigated": {"F9"}}, "A mitigation names F9, not among the gates of the set."),
    ({"mitigated": {"F1"}}, "A mitigation names F1, not among the gates of the set."),
    *(
        (
            {"threshold": threshold},
            f"The threshold must be a whole number or fraction above 0 and at most 2, "
            f"not {threshold!r}.",
        )
        for threshold in (0, Fraction(-1, 2), Fraction(5, 2), 0.5, True)
    ),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_parts_that_do_not_fit_together(wrong, message):
    given = {
        "criteria": SMALL_SET,
        "raters": RATERS,
        "threshold": HALF,
        "mitigated": set(),
    } | wrong
    whole = f"^{re.escape(message)}$"
    with pytest.raises(ValueError, match=whole):
        assess(
            given["criteria"],
            given["raters"],
            threshold=given["threshold"],
            mitigated=given["mitigated"],
        )
    with pytest.raises(ValueError, match=whole):
        input_hash(**given)
