"""One row of *Next for you*; each room offers its own, the roof collects and sorts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise

from core import clock

SOON: Final = timedelta(days=7)  # where what has no date stands among what has one


@dataclass(frozen=True)
class NextStep:
    """Something one person should do: what, why, how many minutes, until when, one button.

    `act` is the button's text and says the act ("Write it down"), never "Open".
    """

    title: str | Promise
    detail: str | Promise
    minutes: int
    act: str | Promise
    url: str
    due_on: date | None = None

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def in_order(steps: Iterable[NextStep]) -> list[NextStep]:
    """By due date, so the late ones come first; what has no date waits behind this week's."""
    soon = clock.today() + SOON
    return sorted(steps, key=lambda step: (step.due_on or soon, step.due_on is None, step.minutes))
