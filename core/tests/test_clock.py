"""Days counted from the clock."""

from datetime import date

import pytest

from core.clock import a_year_before


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 5, 4), date(2025, 5, 4)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2024, 3, 1), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_year_before(day, before):
    assert a_year_before(day) == before
