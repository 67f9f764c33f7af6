"""Reporting periods from a start date; pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

MONTHS: Final = 6  # of a period
DAYS_TO_CONTRIBUTE: Final = 30
DAYS_TO_REPORT: Final = 60


@dataclass(frozen=True)
class PlannedPeriod:
    """A period with the days on which its reports are due."""

    number: int
    starts_on: date
    ends_on: date

    @property
    def contributions_due_on(self) -> date:
        return self.ends_on + timedelta(days=DAYS_TO_CONTRIBUTE)

    @property
    def report_due_on(self) -> date:
        return self.ends_on + timedelta(days=DAYS_TO_REPORT)


def periods_from(start: date, count: int) -> list[PlannedPeriod]:
    """`count` periods of six months, one after the other without a gap."""
    starts = [months_later(start, MONTHS * n) for n in range(count + 1)]
    return [
        PlannedPeriod(number, begin, following - timedelta(days=1))
        for number, (begin, following) in enumerate(pairwise(starts), 1)
    ]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one: 31 August becomes 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
