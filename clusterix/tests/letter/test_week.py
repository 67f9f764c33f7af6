"""When a letter is due, and which days it tells of."""

from datetime import UTC, datetime

import pytest

from clusterix.letter.week import Week


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-05-04T04:59Z", None),  # Monday, 6:59 in Vienna's summer
        ("2026-05-04T05:00Z", "2026-W19"),
        ("2026-05-04T21:59Z", "2026-W19"),
        ("2026-05-04T22:00Z", None),  # Tuesday there
        ("2026-05-05T08:00Z", None),
        ("2026-11-02T05:59Z", None),  # winter: an hour later
        ("2026-11-02T06:00Z", "2026-W45"),
        ("2027-01-04T08:00Z", "2027-W01"),
        ("2024-12-30T08:00Z", "2025-W01"),
    ],
)
def test_it_is_due_on_monday_from_seven_on(moment, week):
    due = Week.due_at(datetime.fromisoformat(moment))
    assert (str(due) if due else None) == week


def test_it_tells_of_the_seven_days_before():
    week = Week.read("2026-W14")  # in it the clocks change
    assert str(week) == "2026-W14"
    assert (week.since, week.until) == (
        datetime(2026, 3, 23, 6, tzinfo=UTC),
        datetime(2026, 3, 30, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize("written", ["W19", "2026-W1", "x2026-W19", "2026-W19x"])
def test_another_text_is_no_week(written):
    with pytest.raises(ValueError, match=written):
        Week.read(written)
