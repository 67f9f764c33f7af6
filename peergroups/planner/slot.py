"""How the minutes of a session are used."""

from dataclasses import dataclass
from typing import Final, NamedTuple

STANDARD, SHORTEST, LONGEST = 20, 10, 30  # minutes for a practice
OPENING, CLOSING = 5, 10
SHORT_OPENING, SHORT_CLOSING = 3, 5
SHORT_SESSION = 45  # below it the frame is shorter, too
LEAST_MINUTES = SHORT_OPENING + SHORT_CLOSING + SHORTEST


class Step(NamedTuple):
    """One step of a practice's slot."""

    code: str
    minutes: int


STEPS: Final = (
    Step("pitch", 4),
    Step("questions", 3),
    Step("answer", 2),
    Step("show", 1),
    Step("talk", 6),
    Step("change", 2),
    Step("next", 2),
)


@dataclass(frozen=True)
class Times:
    """The minutes of one group: to start with, for each practice, to close with."""

    opening: int
    slot: int
    closing: int


def steps_of(slot: int) -> tuple[Step, ...]:
    """The steps of a slot of so many minutes, in the proportions of the usual one.

    Each step has a minute at least, and together they fill the slot.
    """
    shares = [step.minutes * slot / STANDARD for step in STEPS]
    minutes = [max(1, int(share)) for share in shares]
    places = range(len(STEPS))
    while sum(minutes) < slot:
        minutes[max(places, key=lambda at: (shares[at] - minutes[at], -at))] += 1
    while sum(minutes) > slot and max(minutes) > 1:
        minutes[max(places, key=lambda at: (minutes[at] - shares[at], minutes[at], -at))] -= 1
    return tuple(Step(step.code, each) for step, each in zip(STEPS, minutes, strict=True))


def frame_of(minutes: int) -> tuple[int, int]:
    """Minutes to start and to close with."""
    return (SHORT_OPENING, SHORT_CLOSING) if minutes < SHORT_SESSION else (OPENING, CLOSING)


def talks_that_fit(minutes: int, slot: int) -> int:
    """How many practices of so many minutes each one group can talk about."""
    return max(0, (minutes - sum(frame_of(minutes))) // slot)


def times_for(minutes: int, talks: int) -> Times:
    """How a group with so many practices uses its minutes; what is left over goes to the end."""
    opening, closing = frame_of(minutes)
    if not talks:
        return Times(opening, 0, minutes - opening)
    slot = min(LONGEST, (minutes - opening - closing) // talks)
    return Times(opening, slot, minutes - opening - talks * slot)
