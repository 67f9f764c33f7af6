from datetime import date

import pytest

from practices.partial_dates import NotADateError, PartialDate, comes_before, parse

YEAR = PartialDate(date(2011, 1, 1), "year")
MONTH = PartialDate(date(2011, 4, 1), "month")
DAY = PartialDate(date(2011, 4, 5), "day")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2011", YEAR),
        (" 2011 ", YEAR),
        ("2011-04", MONTH),
        ("2011/4", MONTH),
        ("April 2011", MONTH),
        ("april 2011", MONTH),
        ("Apr. 2011", MONTH),
        ("4. 2011", MONTH),
        ("2011-04-05", DAY),
        ("5 April 2011", DAY),
        ("5. April 2011", DAY),
        ("5.4.2011", DAY),
        ("05. 04. 2011", DAY),
    ],
)
def test_what_people_type(typed, meant):
    assert parse(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "spring", "Aprilis 2011", "2011-13", "2011-02-30", "0011", "1899", "2101", "11", "2011-"],
)
def test_what_is_no_date(typed):
    with pytest.raises(NotADateError):
        parse(typed)


@pytest.mark.parametrize(
    ("known", "words"), [(YEAR, "2011"), (MONTH, "2011-04"), (DAY, "2011-04-05")]
)
def test_a_date_is_shown_as_it_is_taken_back(known, words):
    assert str(known) == words
    assert parse(str(known)) == known


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2010", "2011", True),
        ("2011", "2010", False),
        ("2011", "2011-04", False),
        ("2011-04", "2011", False),
        ("2011-03", "2011-04-01", True),
        ("2011-04-02", "2011-04-01", False),
    ],
)
def test_order_is_certain_only_as_far_as_both_are_known(first, second, expected):
    assert comes_before(parse(first), parse(second)) is expected
