"""The time of an act. Commands that tell a story, and tests, can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_fixed: ContextVar[datetime | None] = ContextVar("fixed_time", default=None)


def now() -> datetime:
    """The aware time at which whatever happens now is said to happen."""
    return _fixed.get() or timezone.now()


def today() -> date:
    """The day of `now()` where this instance lives (`TIME_ZONE`)."""
    return timezone.localdate(now())


def a_year_before(day: date) -> date:
    """The same day of the year before; for 29 February it is the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment` (aware)."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
