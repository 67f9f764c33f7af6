from datetime import UTC, date, datetime

import pytest

from core.ui.dates import day, day_month, days, moment, period, time_element

MAY_9 = date(2013, 5, 9)


@pytest.mark.parametrize(
    ("precision", "text"), [("day", "9 May 2013"), ("month", "May 2013"), ("year", "2013")]
)
def test_a_date_is_only_as_precise_as_it_is_known(precision, text):
    assert day(MAY_9, precision) == text


def test_no_date_is_empty():
    assert (day(None), day_month(None), moment(None), days(None), time_element(None)) == ("",) * 5


def test_day_and_month():
    assert day_month(MAY_9) == "9 May"


def test_a_moment_is_told_in_the_time_zone_of_the_pages():
    late = datetime(2013, 5, 9, 22, 30, tzinfo=UTC)  # half past midnight in Vienna
    assert (moment(late), day(late)) == ("10 May 2013, 00:30", "10 May 2013")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2013, 5, 8), MAY_9, "8–9 May 2013"),
        (MAY_9, MAY_9, "9 May 2013"),
        (MAY_9, None, "9 May 2013"),
        (None, MAY_9, "9 May 2013"),
        (date(2013, 4, 30), date(2013, 5, 2), "30 April – 2 May 2013"),
        (date(2013, 12, 30), date(2014, 1, 2), "30 December 2013 – 2 January 2014"),
        (date(2012, 5, 8), date(2013, 5, 8), "8 May 2012 – 8 May 2013"),
    ],
)
def test_days(start, end, text):
    assert days(start, end) == text


def test_days_without_the_year():
    assert days(date(2013, 5, 8), MAY_9, with_year=False) == "8–9 May"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2011, 1, 1), None, "since 2011"),
        (date(2011, 1, 1), date(2013, 1, 1), "2011 to 2013"),
        (date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (None, date(2013, 1, 1), "until 2013"),
        (None, None, ""),
    ],
)
def test_period_in_years(start, end, text):
    assert period(start, "year", end, "year") == text


def test_period_with_a_known_month():
    assert period(date(2011, 3, 1), "month", MAY_9, "day") == "March 2011 to 9 May 2013"


@pytest.mark.parametrize(
    ("precision", "html"),
    [
        ("day", '<time datetime="2013-05-09">9 May 2013</time>'),
        ("month", '<time datetime="2013-05">May 2013</time>'),
        ("year", '<time datetime="2013">2013</time>'),
    ],
)
def test_time_element(precision, html):
    assert time_element(MAY_9, precision) == html
