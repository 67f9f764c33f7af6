"""How far the room is with a practice: pure, from what it did and when.

The steps and their minutes are those of the plan. What the room does moves it on: an opened round
is the answering, a shown one the talk. Only between presenting and questions nothing is done, so
there the time decides. A pause moves every end by its length. Before the practices is the start of
the session, and after them its end: each one step of so many minutes.
"""

import math
from collections.abc import Iterable, Sequence
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


class Stood(Protocol):
    """A pause; without an end the minutes stand still now."""

    @property
    def begun_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Pauses:
    """When the minutes stood still."""

    past: tuple[tuple[datetime, datetime], ...] = ()
    since: datetime | None = None  # they stand still now

    def now(self, now: datetime) -> datetime:
        """The moment at which the minutes are."""
        return min(self.since, now) if self.since else now

    def end(self, start: datetime, length: timedelta) -> datetime:
        """When so much time after `start` is over, as far as is known."""
        start = min(start, self.since) if self.since else start
        stood = (ended - max(begun, start) for begun, ended in self.past if ended > start)
        return start + length + sum(stood, timedelta(0))


NO_PAUSES = Pauses()


def pauses_of(rows: Iterable[Stood]) -> Pauses:
    past, since = [], None
    for each in rows:
        if each.ended_at is None:
            since = each.begun_at
        else:
            past.append((each.begun_at, each.ended_at))
    return Pauses(tuple(past), since)


@dataclass(frozen=True)
class Phase:
    """A step that runs, or the next one that follows by itself."""

    code: str
    ends_at: datetime


@dataclass(frozen=True)
class Timer:
    """A practice's minutes at one moment. `phases`: the one that runs, and what follows by time."""

    minutes: int
    ends_at: datetime
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    now: datetime
    paused_at: datetime | None = None

    @property
    def phase(self) -> Phase:
        return self.phases[0]

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
        return f"{100 * min(1, self.left / (self.minutes * MINUTE)):.1f}%"

    @property
    def marks(self) -> list[str]:
        """Where one step ends and the next begins on the bar, which grows shorter from its end."""
        ends = list(accumulate(step.minutes for step in self.steps))
        whole = ends[-1]
        return [f"{100 * (whole - end) / whole:.1f}%" for end in ends[:-1]]


def minutes_from(start: datetime, end: datetime) -> int:
    """Whole minutes, begun ones count; 0 when the end comes first."""
    return max(0, math.ceil((end - start) / MINUTE))


def timer_of(
    minutes: int,
    begun_at: datetime,
    rounds: Sequence[Held],
    now: datetime,
    pauses: Pauses = NO_PAUSES,
) -> Timer:
    """Where the room is with a practice of so many minutes and these rounds, oldest first."""
    steps = steps_of(minutes)
    lengths = {step.code: step.minutes for step in steps}
    now = pauses.now(now)
    phases = _phases(lengths, begun_at, rounds, now, pauses)
    return _timer(minutes, begun_at, phases, steps, now, pauses)


def frame_timer(
    code: str, minutes: int, begun_at: datetime, now: datetime, pauses: Pauses = NO_PAUSES
) -> Timer:
    """How far the room is with its start, or with its end."""
    phase = Phase(code, pauses.end(begun_at, minutes * MINUTE))
    steps = (Step(code, minutes),)
    return _timer(minutes, begun_at, (phase,), steps, pauses.now(now), pauses)


def _timer(
    minutes: int,
    begun_at: datetime,
    phases: tuple[Phase, ...],
    steps: tuple[Step, ...],
    now: datetime,
    pauses: Pauses,
) -> Timer:
    ends_at = pauses.end(begun_at, minutes * MINUTE)
    return Timer(minutes, ends_at, phases, steps, now, pauses.since)


def _phases(
    lengths: dict[str, int],
    begun_at: datetime,
    rounds: Sequence[Held],
    now: datetime,
    pauses: Pauses,
) -> tuple[Phase, ...]:
    def phase(code: str, start: datetime) -> Phase:
        return Phase(code, pauses.end(start, lengths[code] * MINUTE))

    if not rounds:
        pitch = phase("pitch", begun_at)
        both = timedelta(minutes=lengths["pitch"] + lengths["questions"])
        questions = Phase("questions", pauses.end(begun_at, both))
        return (pitch, questions) if now < pitch.ends_at else (questions,)
    last, is_first = rounds[-1], len(rounds) == 1
    if last.revealed_at:
        return (phase("talk" if is_first else "next", last.revealed_at),)
    if last.closed_at:
        return (phase("show", last.closed_at),)
    return (phase("answer" if is_first else "change", last.opened_at),)
