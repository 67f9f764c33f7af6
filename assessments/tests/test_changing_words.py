"""What would change a result, in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.kernel import Criterion, Dimension, assess
from assessments.tests.kernel.builders import FULL_SET, make_raters, worked_example
from assessments.tests.test_words import EXAMPLE, TOPICS, result_of
from assessments.words import change_sentences
from assessments.words.changing import (
    keeping_line,
    nearest_bounds,
    nearest_flips,
    needed_text,
    no_flip_line,
    once_line,
    weight_text,
)


def small(weights=(1, 1, 1), **values):
    """Three people who agree about a few criteria."""
    criteria = [
        Criterion(code, Dimension.RELEVANCE if code[0] == "R" else Dimension.FEASIBILITY, weight)
        for code, weight in zip(values, weights, strict=True)
    ]
    return assess(criteria, make_raters(**{code: [each] * 3 for code, each in values.items()}))


def test_the_sentences_of_the_worked_example():
    assert change_sentences(EXAMPLE, TOPICS) == [
        "Money up by 0.86 steps, or its importance below 1.52 instead of 3: “Adopt as it is”.",
        "Legal power up by 0.86 steps: “Adopt as it is”.",
        "F7 up by 0.86 steps, or its importance above 8.17 instead of 3: “Adopt as it is”.",
    ]


@pytest.mark.parametrize(
    ("result", "sentences"),
    [
        # Downwards the threshold itself is not enough.
        (
            small(R1=2, F1=-1, F2=1, weights=(1, 4, 3)),
            [
                "F1 down by more than 0.63 steps, or its importance above 9 instead of 4:"
                " “Take ideas”.",
                "F2 down by more than 0.83 steps, or its importance below 1.33 instead of 3:"
                " “Take ideas”.",
                "R1 down by more than 1.50 steps: “Not for us now”.",
            ],
        ),
        # The score stands on the threshold.
        (
            small(R1=2, F1=1, F2=0),
            [
                "F1 a little lower, or its importance below 1 instead of 1: “Adapt to us”.",
                "F2 a little lower, or its importance above 1 instead of 1: “Adapt to us”.",
                "R1 down by more than 1.50 steps: “Not for us now”.",
            ],
        ),
    ],
)
def test_the_sentences_downwards(result, sentences):
    assert change_sentences(result, {code: code for code in ("R1", "F1", "F2")}) == sentences


def test_where_only_the_importance_could_change_it():
    result = small(R1=2, R2=-2, F1=2, weights=(3, 1, 1))
    bare = replace(result, changes=replace(result.changes, flips=()))
    assert change_sentences(bare, {"R1": "strategy", "R2": "the problem"}) == [
        "Importance of the problem above 1.80 instead of 1: “Not for us now”.",
        "Importance of strategy below 1.67 instead of 3: “Not for us now”.",
        "No single answer, whatever its average, reaches the next threshold.",
    ]


def test_where_nothing_could_change_it():
    result = result_of(**{f"R{n}": (2, 2, 2) for n in range(1, 7)})
    bare = replace(result, changes=replace(result.changes, flips=()))
    assert change_sentences(bare, TOPICS) == [
        "No single answer, whatever its average, reaches the next threshold.",
        "For all sixteen questions any importance from 0 to 10 keeps “Adopt as it is”.",
    ]


def test_nothing_is_said_without_a_suggestion_or_of_an_older_result():
    first_look = assess(FULL_SET, worked_example()[:2])
    older = replace(EXAMPLE, changes=None)
    assert change_sentences(first_look, TOPICS) == change_sentences(older, TOPICS) == []
    assert (keeping_line(first_look), keeping_line(older)) == ("", "")
    assert (no_flip_line(first_look), no_flip_line(EXAMPLE)) == ("", "")
    assert once_line(first_look, TOPICS) == ""


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (EXAMPLE, "Results once money is answered."),
        (
            result_of(F1=(-2, -2, -2), F3=(-2, -2, -2)),
            "Results once legal power and money are answered.",
        ),
        (result_of(F1=(None, None, None)), "Results once legal power is known."),
        (
            result_of(F1=(None, None, None), F3=(-2, -2, -2)),
            "Results once money is answered and legal power is known.",
        ),
        (result_of(), ""),
    ],
)
def test_what_has_to_be_settled_first(result, sentence):
    assert once_line(result, TOPICS) == sentence


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            EXAMPLE,
            "For eleven of sixteen questions any importance from 0 to 10 keeps “Adapt to us”.",
        ),
        (
            small(R1=2, F1=1, F2=0),
            "For no question does every importance from 0 to 10 keep “Adopt as it is”.",
        ),
        (
            small(R1=2, R2=1, F1=1, F2=0, weights=(1, 1, 1, 1)),
            "For two of four questions any importance from 0 to 10 keeps “Adopt as it is”.",
        ),
        (
            small(R1=2, R2=2, F1=0),
            "For two of three questions any importance from 0 to 10 keeps “Adapt to us”.",
        ),
    ],
)
def test_how_many_importances_make_no_difference(result, sentence):
    assert keeping_line(result) == sentence


def test_the_nearest_come_first():
    assert [each.code for each in nearest_flips(EXAMPLE.changes)] == ["F3", "F1", "F7", "F2", "F4"]
    assert [(each.code, each.text) for each in nearest_bounds(EXAMPLE.changes)] == [
        ("F3", "below 1.52"),
        ("F9", "above 5.44"),
        ("F5", "above 6.44"),
        ("F6", "above 7.17"),
        ("F7", "above 8.17"),
    ]


def test_of_equal_ways_down_the_higher_mean_comes_first():
    flips = nearest_flips(small(R1=2, F1=-1, F2=1, F3=-1, weights=(1, 1, 1, 1)).changes)
    assert [(each.code, needed_text(each)) for each in flips if each.code != "R1"] == [
        ("F2", "below +0.50"),
        ("F1", "below −1.50"),
        ("F3", "below −1.50"),
    ]


@pytest.mark.parametrize(
    ("values", "weights", "text"),
    [
        ({"R1": 2, "F1": 1, "F2": -1, "F3": 0}, (1, 1, 1, 1), "at 0"),
        ({"R1": 2, "F1": 0, "F2": 1}, (1, 10, 1), "at 10"),
    ],
)
def test_at_the_end_of_the_scale(values, weights, text):
    assert text in [each.text for each in nearest_bounds(small(weights=weights, **values).changes)]


@pytest.mark.parametrize(
    ("weight", "text"),
    [(Fraction(3), "3"), (Fraction(32, 21), "1.52"), (Fraction(1, 200), "0.01")],
)
def test_an_importance_as_people_read_it(weight, text):
    assert weight_text(weight) == text
