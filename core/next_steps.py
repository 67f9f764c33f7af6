"""One row of *Next for you*; each room offers its own, the roof collects and sorts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


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
    """By due date, so the late ones come first; what has no date comes last."""
    return sorted(steps, key=lambda step: (step.due_on or date.max, step.minutes))
