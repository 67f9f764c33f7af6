"""Dates as precise as they are known: 2011, April 2011, 5 April 2011."""

import re
from datetime import date
from typing import NamedTuple

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import override

from practices.models import DatePrecision

EARLIEST, LATEST = 1900, 2100
NUMBERS = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$")
DAY_FIRST = re.compile(r"^(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})$")
WORDS = re.compile(r"^(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?,?\s+(\d{4})$")


class NotADateError(ValueError):
    """What was typed names no year, month or day of 1900 to 2100."""


class PartialDate(NamedTuple):
    """The first day of the year, month or day that is meant."""

    on: date
    precision: str

    def __str__(self) -> str:
        """As the form takes it back: 2011, 2011-04, 2011-04-05."""
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(
            DatePrecision(self.precision), 10
        )
        return self.on.isoformat()[:length]


def parse(text: str) -> PartialDate:
    """Read what a person typed; raises `NotADateError`."""
    words = " ".join(text.split())
    if found := NUMBERS.match(words):
        year, month, day = found.groups()
    elif found := DAY_FIRST.match(words):
        day, month, year = found.groups()
    elif found := WORDS.match(words):
        day, name, year = found.groups()
        month = str(_month(name))
    else:
        raise NotADateError(text)
    return _build(int(year), int(month or 0), int(day or 0))


def _build(year: int, month: int, day: int) -> PartialDate:
    if not EARLIEST <= year <= LATEST:
        raise NotADateError(year)
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    try:
        return PartialDate(date(year, month or 1, day or 1), precision)
    except ValueError as error:
        raise NotADateError(error) from None


def _month(name: str) -> int:
    """The number of a month named in English or in the reader's language."""
    wanted = name.casefold()
    for known in (*_names_here(), *_names_in_english()):
        for number, each in known.items():
            if each.casefold().rstrip(".") == wanted:
                return number
    raise NotADateError(name)


def _names_here() -> tuple[dict[int, str], ...]:
    return tuple({n: str(name) for n, name in months.items()} for months in (MONTHS, MONTHS_3))


def _names_in_english() -> tuple[dict[int, str], ...]:
    with override("en"):
        return _names_here()


def comes_before(first: PartialDate, second: PartialDate) -> bool:
    """Whether the first is certainly earlier: compared only as far as both are known."""
    return str(first)[: len(str(second))] < str(second)[: len(str(first))]
