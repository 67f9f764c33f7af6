import json
from fractions import Fraction
from pathlib import Path
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kernel import Consensus, CriterionFigures
from assessments.kernel.figures import (
    UNIFORM_VARIANCE,
    consensus,
    figures,
    mean,
    quantile,
    r_wg,
)

from .strategies import REPEATABLE

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
QUARTER, HALF, THREE_QUARTERS = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)


def test_figures_of_one_criterion():
    found = figures("F3", [-1, -2, -2, 0], 2)
    assert found == CriterionFigures(
        code="F3",
        n=4,
        unknown=2,
        distribution=(2, 1, 1, 0, 0),
        median=Fraction(-3, 2),
        lower_quartile=Fraction(-2),
        upper_quartile=Fraction(-3, 4),
        mean=Fraction(-5, 4),
        r_wg=Fraction(13, 24),
        consensus=Consensus.MIXED,
    )
    assert found.interquartile_range == Fraction(5, 4)


def test_figures_without_a_value():
    found = figures("F3", [], 3)
    assert found == CriterionFigures(
        code="F3",
        n=0,
        unknown=3,
        distribution=(0, 0, 0, 0, 0),
        median=None,
        lower_quartile=None,
        upper_quartile=None,
        mean=None,
        r_wg=None,
        consensus=Consensus.TOO_FEW,
    )
    assert found.interquartile_range is None


def test_quartiles_and_their_distance():
    found = figures("R1", [2, -2, 1, -1], 0)
    assert (found.lower_quartile, found.upper_quartile) == (Fraction(-5, 4), Fraction(5, 4))
    assert found.interquartile_range == Fraction(5, 2)


def test_one_value_is_its_own_median_and_quartile():
    found = figures("R1", [2], 0)
    assert (found.lower_quartile, found.median, found.upper_quartile) == (2, 2, 2)
    assert found.interquartile_range == 0


@pytest.mark.parametrize(
    ("values", "quartiles"),
    [
        ([0, 1], (QUARTER, HALF, THREE_QUARTERS)),
        ([2, -2, 0], (-1, 0, 1)),
        ([-2, -1, 1, 2], (Fraction(-5, 4), 0, Fraction(5, 4))),
        ([-2, -1, 0, 1, 2], (-1, 0, 1)),
    ],
)
def test_quartiles_lie_linearly_between_the_sorted_values(values, quartiles):
    assert tuple(quantile(values, share) for share in (QUARTER, HALF, THREE_QUARTERS)) == quartiles


@pytest.mark.parametrize("example", VECTORS["rwg"]["examples"])
def test_r_wg_of_the_published_formula(example):
    # The examples use the options 1 to 5; agreement does not depend on where the scale starts.
    centred = [value - 3 for value in example["x"]]
    assert float(r_wg(centred)) == pytest.approx(example["rwg"])
    untruncated = 1 - variance(centred) / float(UNIFORM_VARIANCE)
    printed = example.get("rwg_untruncated", example["rwg"])
    assert untruncated == pytest.approx(printed, abs=5e-7)


@pytest.mark.parametrize("values", [[], [1], [1, 1]])
def test_no_r_wg_for_fewer_than_three(values):
    assert r_wg(values) is None


@pytest.mark.parametrize(
    ("agreement", "word"),
    [
        (None, Consensus.TOO_FEW),
        (Fraction(1), Consensus.AGREED),
        (Fraction(70, 100), Consensus.AGREED),
        (Fraction(6999, 10000), Consensus.MIXED),
        (Fraction(50, 100), Consensus.MIXED),
        (Fraction(4999, 10000), Consensus.SPLIT),
        (Fraction(0), Consensus.SPLIT),
    ],
)
def test_words_of_agreement(agreement, word):
    assert consensus(agreement) == word


@pytest.mark.parametrize(
    ("values", "agreement", "word"),
    [
        ([-1] * 3 + [0] * 5 + [1] * 3, Fraction(7, 10), Consensus.AGREED),
        ([-1, 0, 1], Fraction(1, 2), Consensus.MIXED),
    ],
)
def test_equality_with_a_threshold_is_exact(values, agreement, word):
    assert (r_wg(values), consensus(r_wg(values))) == (agreement, word)


@REPEATABLE
@given(st.lists(st.integers(-2, 2), min_size=3, max_size=12))
def test_one_more_rater_at_the_median_never_lowers_agreement(values):
    median = quantile(values, HALF)
    if median.denominator == 1:
        assert r_wg([*values, int(median)]) >= r_wg(values)


@REPEATABLE
@given(st.lists(st.integers(-2, 2), min_size=1, max_size=12))
def test_figures_stay_on_the_scale_and_in_order(values):
    found = figures("R1", values, 0)
    assert sum(found.distribution) == found.n == len(values)
    assert -2 <= found.lower_quartile <= found.median <= found.upper_quartile <= 2
    assert min(values) <= mean(values) <= max(values)
    assert figures("R1", values[::-1], 0) == found
