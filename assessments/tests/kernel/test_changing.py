"""What would change the suggestion: by hand here, by generated assessments in `test_beside`."""

from fractions import Fraction

import pytest

from assessments.kernel import Advice, Criterion, Dimension, Flip, Interval, Rater, assess
from assessments.kernel.changing import Edge, edges

from .builders import FULL_SET, SMALL_SET, digits, make_raters, worked_example

HALF = Fraction(1, 2)
R, F = Dimension.RELEVANCE, Dimension.FEASIBILITY
ADOPT, ADAPT, LEARN, NOT_NOW = Advice
EXAMPLE = assess(FULL_SET, worked_example()).changes


def changes_of(weights, **means):
    """The changes for criteria with these weights, each answered alike by three raters."""
    criteria = [
        Criterion(code, R if code[0] == "R" else F, weight)
        for code, weight in zip(means, weights, strict=True)
    ]
    columns = {code: values_of(mean) for code, mean in means.items()}
    return assess(criteria, make_raters(**columns)).changes


def values_of(mean):
    """Four values with this mean; for None nobody answers."""
    if mean is None:
        return [None] * 4
    low = int(mean // 1)
    more = int((mean - low) * 4)
    return [low + 1] * more + [low] * (4 - more)


def intervals_of(changes):
    return {each.code: each for each in changes.intervals}


def flips_of(changes):
    return [(each.code, each.needed, each.by, each.advice) for each in changes.flips]


# --- the worked example, to the printed digits -------------------------------------------------


def test_the_intervals_of_the_worked_example():
    bounded = [
        (each.code, each.weight, digits(each.low), digits(each.high), each.below, each.above)
        for each in EXAMPLE.intervals
        if each.low is not None or each.high is not None
    ]
    assert bounded == [
        ("F3", 3, "1.5238", None, ADOPT, None),
        ("F5", 3, None, "6.4444", None, ADOPT),
        ("F6", 2, None, "7.1667", None, ADOPT),
        ("F7", 3, None, "8.1667", None, ADOPT),
        ("F9", 2, None, "5.4444", None, ADOPT),
    ]
    assert [each.code for each in EXAMPLE.intervals] == [each.code for each in FULL_SET]


def test_the_flips_of_the_worked_example():
    assert [(each.code, digits(each.by), each.advice) for each in EXAMPLE.flips] == [
        ("F1", "0.8611", ADOPT),
        ("F2", "1.2917", ADOPT),
        ("F3", "0.8611", ADOPT),
        ("F4", "1.2917", ADOPT),
        ("F7", "0.8611", ADOPT),
    ]
    money = EXAMPLE.flips[2]
    assert (money.mean, digits(money.needed)) == (Fraction(-5, 4), "-0.3889")


def test_a_bound_is_exact():
    assert intervals_of(EXAMPLE)["F3"].low == Fraction(32, 21)


def test_answers_to_the_gate_change_neither():
    assert assess(FULL_SET, worked_example(), mitigated={"F3"}).changes == EXAMPLE


# --- where nothing would change ----------------------------------------------------------------


def test_a_first_look_and_gaps_have_no_changes():
    assert assess(FULL_SET, worked_example()[:2]).changes is None
    assert assess(SMALL_SET, make_raters(R1=[1, 1, 1], F1=[None] * 3)).changes is None
    assert assess(SMALL_SET, make_raters(R1=[None] * 3, F1=[1, 1, 1])).changes is None


def test_below_the_threshold_of_relevance_no_feasibility_changes_anything():
    found = changes_of([1, 1, 1, 1], R1=0, R2=-1, F1=0, F2=-1)
    assert [(each.code, each.low, each.high) for each in found.intervals] == [
        ("R1", None, None),
        ("R2", None, None),
        ("F1", None, None),
        ("F2", None, None),
    ]
    assert flips_of(found) == [("R1", 2, 2, ADAPT), ("R2", 1, 2, ADAPT)]


def test_a_criterion_without_a_value_has_neither():
    found = changes_of([3, 1, 3, 3, 1], R1=2, R2=None, F1=1, F2=1, F3=None)
    assert [each.code for each in found.intervals] == ["F1", "F2"]
    assert {each.code for each in found.flips} == {"R1", "F1", "F2"}


def test_a_criterion_alone_in_its_dimension_has_a_flip_and_no_interval():
    found = changes_of([3, 3], R1=2, F1=0)
    assert found.intervals == ()
    assert found.flips == (
        Flip("R1", Fraction(2), HALF, Fraction(-3, 2), NOT_NOW),
        Flip("F1", Fraction(0), -HALF, -HALF, LEARN),
        Flip("F1", Fraction(0), HALF, HALF, ADOPT),
    )


# --- the thresholds around a score -------------------------------------------------------------


@pytest.mark.parametrize(
    ("relevance", "feasibility", "found"),
    [
        (1, 1, [(HALF, False, NOT_NOW), (HALF, False, ADAPT)]),
        (1, 0, [(HALF, False, NOT_NOW), (-HALF, False, LEARN), (HALF, True, ADOPT)]),
        (1, -1, [(HALF, False, NOT_NOW), (-HALF, True, ADAPT)]),
        (0, 1, [(HALF, True, ADOPT)]),
        (0, 0, [(HALF, True, ADAPT)]),
        (-2, -1, [(HALF, True, LEARN)]),
        # On a threshold only the way down is near.
        (HALF, HALF, [(HALF, False, NOT_NOW), (HALF, False, ADAPT)]),
        (HALF, -HALF, [(HALF, False, NOT_NOW), (-HALF, False, LEARN), (HALF, True, ADOPT)]),
    ],
)
def test_edges(relevance, feasibility, found):
    around = edges(Fraction(relevance), Fraction(feasibility), HALF)
    assert [*around[R], *around[F]] == [Edge(*each) for each in found]


def test_edges_of_another_threshold():
    around = edges(Fraction(1), Fraction(1), Fraction(2))
    assert around == {R: (Edge(Fraction(2), rises=True, advice=ADAPT),), F: ()}


# --- intervals ---------------------------------------------------------------------------------


def test_both_bounds_of_one_criterion():
    """Without F2 feasibility is at -1, with much of it towards 1."""
    found = intervals_of(changes_of([1, 1, 1], R1=2, F1=-1, F2=1))
    assert found["F2"] == Interval("F2", Fraction(1), Fraction(1, 3), Fraction(3), LEARN, ADOPT)
    assert found["F1"] == Interval("F1", Fraction(1), Fraction(1, 3), Fraction(3), ADOPT, LEARN)


def test_relevance_has_bounds_too():
    found = intervals_of(changes_of([2, 2, 1], R1=1, R2=Fraction(1, 4), F1=2))
    assert found["R1"] == Interval("R1", Fraction(2), Fraction(1), None, NOT_NOW, None)
    assert found["R2"] == Interval("R2", Fraction(2), None, Fraction(4), None, NOT_NOW)


def test_a_low_relevance_has_bounds_at_which_it_would_be_needed():
    found = intervals_of(changes_of([1, 1, 1], R1=2, R2=-2, F1=-2))
    assert found["R1"] == Interval("R1", Fraction(1), None, Fraction(5, 3), None, LEARN)
    assert found["R2"] == Interval("R2", Fraction(1), Fraction(3, 5), None, LEARN, None)


@pytest.mark.parametrize(
    ("means", "weights", "found"),
    [
        # Exactly at 0 the score meets the threshold: without F2 it is F1's 0.5.
        ({"F1": HALF, "F2": 0}, [1, 2], (Fraction(0), None, ADOPT, None)),
        # Just under it the way up is shut.
        ({"F1": Fraction(1, 4), "F2": 0}, [1, 2], (None, None, None, None)),
        # Without F2 the score would be -0.5 exactly: still the same field, so nothing changes.
        ({"F1": -HALF, "F2": Fraction(1, 4)}, [1, 2], (None, None, None, None)),
        # Exactly at 10 it meets the threshold: (10 + 0 * 10) / 20.
        ({"F1": 0, "F2": 1}, [10, 1], (None, Fraction(10), None, ADOPT)),
        # At 10 it is on -0.5, which does not change anything; only above would.
        ({"F1": 0, "F2": -1}, [10, 1], (None, None, None, None)),
    ],
)
def test_a_bound_at_the_end_of_the_scale(means, weights, found):
    each = intervals_of(changes_of([1, *weights], R1=2, **means))["F2"]
    assert (each.low, each.high, each.below, each.above) == found


def test_a_score_on_the_threshold_is_its_own_bound():
    """(1 + 0) / 2 is 0.5: a little less of what pulls up, or more of what pulls down, falls."""
    found = intervals_of(changes_of([1, 1, 1], R1=2, F1=1, F2=0))
    assert found["F1"] == Interval("F1", Fraction(1), Fraction(1), None, ADAPT, None)
    assert found["F2"] == Interval("F2", Fraction(1), None, Fraction(1), None, ADAPT)


def test_a_mean_on_the_threshold_never_moves_the_score_over_it():
    found = intervals_of(changes_of([1, 1, 1, 1], R1=2, F1=HALF, F2=1, F3=HALF))
    assert found["F1"] == Interval("F1", Fraction(1), None, None, None, None)
    assert found["F2"] == Interval("F2", Fraction(1), None, None, None, None)


def test_a_mean_on_one_threshold_can_still_move_the_score_over_the_other():
    """F2 stands at -0.5; with less of it, F1 alone would carry the score up to 0.5."""
    found = intervals_of(changes_of([1, 1, 1], R1=2, F1=1, F2=-HALF))
    assert found["F2"] == Interval("F2", Fraction(1), HALF, None, ADOPT, None)


def test_a_mean_equal_to_the_score_moves_nothing():
    found = intervals_of(changes_of([1, 1, 1], R1=2, F1=1, F2=1))
    assert found["F1"] == Interval("F1", Fraction(1), None, None, None, None)


def test_a_weight_may_be_a_fraction():
    found = intervals_of(changes_of([1, HALF, HALF], R1=2, F1=-1, F2=1))
    assert (found["F2"].weight, found["F2"].low, found["F2"].high) == (
        HALF,
        Fraction(1, 6),
        Fraction(3, 2),
    )


# --- flips -------------------------------------------------------------------------------------


def test_a_flip_goes_to_the_nearer_threshold_only():
    found = changes_of([1, 1, 1], R1=2, F1=Fraction(-1, 4), F2=0)
    assert flips_of(found)[1:] == [
        ("F1", Fraction(-1), Fraction(-3, 4), LEARN),
        ("F2", Fraction(-3, 4), Fraction(-3, 4), LEARN),
    ]


def test_two_thresholds_that_are_equally_near():
    even = changes_of([1, 1, 1], R1=2, F1=1, F2=-1)
    assert flips_of(even)[1:] == [
        ("F1", Fraction(0), Fraction(-1), LEARN),
        ("F1", Fraction(2), Fraction(1), ADOPT),
        ("F2", Fraction(0), Fraction(1), ADOPT),
    ]


def test_a_mean_stays_on_the_scale():
    """Upwards +2 is enough; downwards -2 is not, for the score has to fall below."""
    up = changes_of([1, 1, 1], R1=2, F1=1, F2=-1)
    assert ("F1", Fraction(2), Fraction(1), ADOPT) in flips_of(up)
    down = changes_of([1, 1, 3], R1=2, F1=Fraction(-1, 4), F2=Fraction(-1, 4))
    assert flips_of(down)[1:] == [
        ("F1", Fraction(-5, 4), Fraction(-1), LEARN),
        ("F2", Fraction(-7, 12), Fraction(-1, 3), LEARN),
    ]
    shut = changes_of([1, 1, 6], R1=2, F1=Fraction(-1, 4), F2=Fraction(-1, 4))
    assert [each[0] for each in flips_of(shut)[1:]] == ["F2"]


def test_a_score_on_the_threshold_flips_with_a_hair():
    found = changes_of([1, 1, 1], R1=2, F1=1, F2=0)
    assert flips_of(found)[1:] == [
        ("F1", Fraction(1), Fraction(0), ADAPT),
        ("F2", Fraction(0), Fraction(0), ADAPT),
    ]
    lowest = changes_of([1, 5, 3], R1=2, F1=2, F2=-2)
    assert flips_of(lowest)[1:] == [("F1", Fraction(2), Fraction(0), ADAPT)]


def test_the_mean_counts_however_many_gave_it():
    raters = [
        Rater("A", "policy_maker", {"R1": 2, "F1": 0, "F2": 0}),
        Rater("B", "policy_maker", {"R1": 2, "F1": 0}),
        Rater("C", "policy_maker", {"R1": 2, "F1": 0}),
    ]
    found = assess([*SMALL_SET, Criterion("F2", F, 1)], raters).changes
    assert {each.by for each in found.flips if each.code in {"F1", "F2"}} == {-1, 1}
