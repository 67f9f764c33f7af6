"""Reporting periods from a start date; pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

MONTHS: Final = 6  # of a period
WEEKS_TO_CONTRIBUTE: Final = 2
MONTHS_TO_REPORT: Final = 3


@dataclass(frozen=True)
class PlannedPeriod:
    """A period with the days on which its reports are due."""

    number: int
    starts_on: date
    ends_on: date

    @property
    def partner_report_due_on(self) -> date:
        return self.ends_on + timedelta(weeks=WEEKS_TO_CONTRIBUTE)

    @property
    def joint_report_due_on(self) -> date:
        return months_later(self.ends_on, MONTHS_TO_REPORT)


def periods_from(start: date, count: int, first: int = 1) -> list[PlannedPeriod]:
    """`count` periods of six months, one after the other without a gap, numbered from `first`."""
    starts = [months_later(start, MONTHS * n) for n in range(count + 1)]
    return [
        PlannedPeriod(number, begin, following - timedelta(days=1))
        for number, (begin, following) in enumerate(pairwise(starts), first)
    ]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one: 31 August becomes 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
