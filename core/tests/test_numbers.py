from decimal import Decimal

import pytest

from core.ui.numbers import euro, euro_short, number, signed


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1850, 0, "1,850"),
        (0, 0, "0"),
        (-1234567, 0, "\u22121,234,567"),
        (Decimal("2.345"), 2, "2.35"),
        ("12", 0, "12"),
        (-0.04, 1, "0.0"),
        (None, 0, ""),
        ("", 0, ""),
        ("twelve", 0, ""),
        (True, 0, ""),
    ],
)
def test_number(value, places, text):
    assert number(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "+1.0"), (-0.4, "\u22120.4"), (0, "0.0"), (-0.04, "0.0"), (1.25, "+1.3"), (None, "")],
)
def test_signed(value, text):
    assert signed(value) == text


def test_signed_with_two_places():
    assert signed(0.5, 2) == "+0.50"


@pytest.mark.parametrize(
    ("value", "text"),
    [(180000, "€180,000"), (0, "€0"), (-500, "\u2212€500"), (Decimal("99.50"), "€100"), (None, "")],
)
def test_euro(value, text):
    assert euro(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_220_000, "€1.22 m"),
        (999_999, "€999,999"),
        (-2_000_000, "\u2212€2.00 m"),
        (12_345_678_901, "€12,345.68 m"),
        ("", ""),
    ],
)
def test_euro_short(value, text):
    assert euro_short(value) == text
