"""How far the room is with a practice: pure, from what it did and when.

The steps and their minutes are those of the plan. What the room does moves it on: an opened round
is the answering, a shown one the talk. Only between presenting and questions nothing is done, so
there the time decides.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Protocol

from peergroups.planner.slot import Step, steps_of

MINUTE = timedelta(minutes=1)


class Held(Protocol):
    """A round about the practice: when it was opened, closed and shown."""

    @property
    def opened_at(self) -> datetime: ...
    @property
    def closed_at(self) -> datetime | None: ...
    @property
    def revealed_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Phase:
    """A step that runs, or the next one that follows by itself."""

    code: str
    minutes: int
    starts_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.minutes * MINUTE


@dataclass(frozen=True)
class Timer:
    """A practice's minutes at one moment. `phases`: the one that runs, and what follows by time."""

    minutes: int
    begun_at: datetime
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    now: datetime

    @property
    def phase(self) -> Phase:
        return self.phases[0]

    @property
    def ends_at(self) -> datetime:
        return self.begun_at + self.minutes * MINUTE

    @property
    def left(self) -> timedelta:
        """Not less than nothing."""
        return max(timedelta(0), self.ends_at - self.now)

    @property
    def left_words(self) -> str:
        """12:40"""
        seconds = int(self.left.total_seconds())
        return f"{seconds // 60}:{seconds % 60:02}"

    @property
    def over(self) -> int:
        """Minutes beyond those planned for the practice; 0 while there is time."""
        return minutes_from(self.ends_at, self.now)

    @property
    def phase_left(self) -> int:
        return minutes_from(self.now, self.phase.ends_at)

    @property
    def phase_over(self) -> int:
        return minutes_from(self.phase.ends_at, self.now)

    @property
    def percent(self) -> str:
        """How much is left, as a length of the bar."""
        return f"{100 * self.left / (self.minutes * MINUTE):.1f}%"

    @property
    def marks(self) -> list[str]:
        """Where one step ends and the next begins on the bar, which grows shorter from its end."""
        ends = list(accumulate(step.minutes for step in self.steps))
        whole = ends[-1]
        return [f"{100 * (whole - end) / whole:.1f}%" for end in ends[:-1]]


def minutes_from(start: datetime, end: datetime) -> int:
    """Whole minutes, begun ones count; 0 when the end comes first."""
    return max(0, math.ceil((end - start) / MINUTE))


def timer_of(minutes: int, begun_at: datetime, rounds: Sequence[Held], now: datetime) -> Timer:
    """Where the room is with a practice of so many minutes and these rounds, oldest first."""
    steps = steps_of(minutes)
    lengths = {step.code: step.minutes for step in steps}
    phases = _phases(lengths, begun_at, rounds, now)
    return Timer(minutes, begun_at, phases, steps, now)


def _phases(
    lengths: dict[str, int], begun_at: datetime, rounds: Sequence[Held], now: datetime
) -> tuple[Phase, ...]:
    if not rounds:
        pitch = Phase("pitch", lengths["pitch"], begun_at)
        questions = Phase("questions", lengths["questions"], pitch.ends_at)
        return (pitch, questions) if now < pitch.ends_at else (questions,)
    last, is_first = rounds[-1], len(rounds) == 1
    if last.revealed_at:
        code, start = ("talk" if is_first else "next"), last.revealed_at
    elif last.closed_at:
        code, start = "show", last.closed_at
    else:
        code, start = ("answer" if is_first else "change"), last.opened_at
    return (Phase(code, lengths[code], start),)
