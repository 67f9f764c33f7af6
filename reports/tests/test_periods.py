"""Periods of six months, without gaps, from any first day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.periods import months_later, periods_from


def test_three_years_are_six_periods():
    periods = periods_from(date(2026, 9, 1), 6)
    assert [(each.number, each.starts_on, each.ends_on) for each in periods[:2]] == [
        (1, date(2026, 9, 1), date(2027, 2, 28)),
        (2, date(2027, 3, 1), date(2027, 8, 31)),
    ]
    assert periods[-1].ends_on == date(2029, 8, 31)
    assert periods[0].partner_report_due_on == date(2027, 3, 14)
    assert periods[0].joint_report_due_on == date(2027, 5, 28)


def test_the_last_day_of_a_month_stays_the_last_day():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 20))
def test_periods_follow_each_other_day_by_day(start, count):
    periods = periods_from(start, count)
    assert periods[0].starts_on == start
    for one, following in pairwise(periods):
        assert following.starts_on == one.ends_on + timedelta(days=1)
        assert one.starts_on < one.ends_on
