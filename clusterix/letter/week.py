"""Which week a letter is about: it ends on Monday at seven, in the time of this place."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from django.utils import timezone

MONDAY: Final = 1
HOUR: Final = 7
WRITTEN: Final = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True)
class Week:
    """An ISO week; its letter tells of the seven days before its Monday at seven."""

    year: int
    number: int

    @classmethod
    def due_at(cls, now: datetime) -> Self | None:
        """On Mondays from seven on this week; on other days none. Later hours catch up."""
        local = timezone.localtime(now, timezone.get_default_timezone())
        year, number, day = local.isocalendar()
        return cls(year, number) if day == MONDAY and local.hour >= HOUR else None

    @classmethod
    def read(cls, written: str) -> Self:
        """The week of "2026-W19". Raises `ValueError` for another text."""
        if not (found := WRITTEN.fullmatch(written)):
            raise ValueError(written)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @property
    def until(self) -> datetime:
        monday = date.fromisocalendar(self.year, self.number, MONDAY)
        return _at_seven(monday)

    @property
    def since(self) -> datetime:
        monday = date.fromisocalendar(self.year, self.number, MONDAY)
        return _at_seven(monday - timedelta(days=7))


def _at_seven(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(HOUR)), timezone.get_default_timezone())
