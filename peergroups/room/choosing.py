"""For which round an answer of a device counts: pure, so that every order can be tried."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from assessments.rules import CLOCK_TOLERANCE


class Opened(Protocol):
    """A round that was opened once."""

    @property
    def pk(self) -> int: ...
    @property
    def opened_at(self) -> datetime: ...


def round_for[R: Opened](rounds: Sequence[R], wanted: int | None, made_at: datetime) -> R | None:
    """The round of an answer; `rounds` are those about its practice, in the order they opened.

    The one that the device names, if it is one of them; else the last that was open when the answer
    was made; else the first, for people go ahead of the room when they hear nothing of it.
    """
    named = next((each for each in rounds if each.pk == wanted), None)
    if named is not None:
        return named
    begun = [each for each in rounds if each.opened_at - CLOCK_TOLERANCE <= made_at]
    return begun[-1] if begun else next(iter(rounds), None)


def counted_at(round_: Opened, made_at: datetime) -> datetime:
    """When an answer counts as made: one that was ahead of its round, when that opened.

    So the time of an answer depends on no delivery; device and sequence order those at one moment.
    """
    return max(made_at, round_.opened_at)
