import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kernel import Agreement, NoAlpha, Reliability
from assessments.kernel.agreement import agreement, krippendorff_alpha, reliability

from .strategies import REPEATABLE

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
PUBLISHED = VECTORS["krippendorff_C"]
METRICS = ["nominal", "ordinal", "interval"]


def units_of(raters_by_units):
    return [
        [value for value in unit if value is not None]
        for unit in zip(*raters_by_units, strict=True)
    ]


@pytest.mark.parametrize("metric", METRICS)
def test_published_data(metric):
    alpha = krippendorff_alpha(units_of(PUBLISHED["raters_by_units"]), metric)
    assert float(alpha) == pytest.approx(PUBLISHED["alpha"][metric], abs=5e-7)


@pytest.mark.parametrize("metric", [*METRICS, "ratio"])
def test_the_oracle_finds_the_published_figures_too(metric):
    """The fourth figure, of a metric that the scale does not have, speaks for the oracle."""
    data = np.array(PUBLISHED["raters_by_units"], dtype=float)
    found = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert found == pytest.approx(PUBLISHED["alpha"][metric], abs=5e-7)


def test_the_published_data_are_complete():
    pairable = [unit for unit in units_of(PUBLISHED["raters_by_units"]) if len(unit) > 1]
    counts = Counter(value for unit in pairable for value in unit)
    assert counts == {int(value): n for value, n in PUBLISHED["marginals"].items()}
    assert counts.total() == PUBLISHED["pairable_values"]


def test_a_unit_with_a_single_value_is_ignored():
    units = units_of(PUBLISHED["raters_by_units"])
    assert len(units[-1]) == 1
    assert krippendorff_alpha(units, "ordinal") == krippendorff_alpha(units[:-1], "ordinal")


@pytest.mark.parametrize("metric", METRICS)
@REPEATABLE
@given(
    st.integers(2, 6).flatmap(
        lambda raters: st.lists(
            st.lists(st.one_of(st.integers(-2, 2), st.none()), min_size=raters, max_size=raters),
            min_size=1,
            max_size=10,
        )
    )
)
def test_the_oracle_finds_the_same(metric, units_by_raters):
    units = [[value for value in unit if value is not None] for unit in units_by_raters]
    alpha = krippendorff_alpha(units, metric)
    pairable = {value for unit in units if len(unit) > 1 for value in unit}
    if len(pairable) < 2:
        assert alpha is None
        return
    data = np.array(units_by_raters, dtype=float).T
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
    assert float(alpha) == pytest.approx(expected, abs=1e-9)
    assert alpha <= 1


@pytest.mark.parametrize("metric", METRICS)
def test_full_agreement_is_one(metric):
    assert krippendorff_alpha([[-2, -2], [0, 0], [1, 1]], metric) == 1


@pytest.mark.parametrize("units", [[], [[1]], [[1, 1], [1, 1, 1]], [[1, 1], [2]]])
def test_no_alpha_without_variation_among_pairs(units):
    assert krippendorff_alpha(units, "ordinal") is None


@pytest.mark.parametrize(
    ("alpha", "word"),
    [
        (Fraction(1), Reliability.RELIABLE),
        (Fraction(800, 1000), Reliability.RELIABLE),
        (Fraction(7999, 10000), Reliability.TENTATIVE),
        (Fraction(667, 1000), Reliability.TENTATIVE),
        (Fraction(6669, 10000), Reliability.NOT_RELIABLE),
        (Fraction(-1, 3), Reliability.NOT_RELIABLE),
    ],
)
def test_words_of_alpha(alpha, word):
    assert reliability(alpha) == word


FIVE = [[0, 0], [1, 1], [2, 2], [-1, -1], [-2, -2]]


@pytest.mark.parametrize(
    ("raters", "values", "reason"),
    [
        (0, [], NoAlpha.TOO_FEW_RATERS),
        (1, [[0], [1], [2], [-1], [-2]], NoAlpha.TOO_FEW_RATERS),
        (2, [*FIVE[:4], [0]], NoAlpha.TOO_FEW_CRITERIA),
        (2, [[1, 1]] * 5, NoAlpha.NO_VARIATION),
        (2, [*([[1, 1]] * 5), [2]], NoAlpha.NO_VARIATION),
    ],
)
def test_the_reason_why_there_is_no_alpha(raters, values, reason):
    assert agreement(raters, values) == Agreement(None, None, reason)


def test_two_raters_and_five_criteria_are_enough():
    assert agreement(2, FIVE) == Agreement(Fraction(1), Reliability.RELIABLE, None)
