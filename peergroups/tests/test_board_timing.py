"""The minutes of a practice: pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from peergroups.board.timing import timer_of

START = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


@dataclass
class Held:
    opened_at: datetime
    closed_at: datetime | None = None
    revealed_at: datetime | None = None


FIRST = Held(at(7))
CLOSED = Held(at(7), at(9))
SHOWN = Held(at(7), at(9), at(10))
SECOND = Held(at(16))
SECOND_SHOWN = Held(at(16), at(18), at(18.5))


@pytest.mark.parametrize(
    ("rounds", "minute", "code", "left", "over"),
    [
        ([], 0, "pitch", 4, 0),
        ([], 3.9, "pitch", 1, 0),
        ([], 4, "questions", 3, 0),
        ([], 9.5, "questions", 0, 3),
        ([FIRST], 7.5, "answer", 2, 0),
        ([CLOSED], 9.5, "show", 1, 0),
        ([SHOWN], 11, "talk", 5, 0),
        ([SHOWN], 17, "talk", 0, 1),
        ([SHOWN, SECOND], 16, "change", 2, 0),
        ([SHOWN, SECOND_SHOWN], 19, "next", 2, 0),
    ],
)
def test_the_step_follows_what_the_room_does(rounds, minute, code, left, over):
    timer = timer_of(20, START, rounds, at(minute))
    assert (timer.phase.code, timer.phase_left, timer.phase_over) == (code, left, over)


def test_the_minutes_of_the_whole():
    timer = timer_of(20, START, [SHOWN], at(12.5))
    assert (timer.left_words, timer.percent, timer.over) == ("7:30", "37.5%", 0)
    assert timer.marks == ["80.0%", "65.0%", "55.0%", "50.0%", "20.0%", "10.0%"]
    late = timer_of(20, START, [SHOWN], at(22.2))
    assert (late.left_words, late.percent, late.over) == ("0:00", "0.0%", 3)


@pytest.mark.parametrize("minutes", [7, 10, 15, 20, 30, 45, 240])
def test_the_steps_fill_any_slot(minutes):
    timer = timer_of(minutes, START, [], START)
    assert sum(step.minutes for step in timer.steps) == minutes


def test_presenting_is_followed_by_questions_without_an_act():
    timer = timer_of(20, START, [], at(1))
    assert [(each.code, each.ends_at) for each in timer.phases] == [
        ("pitch", at(4)),
        ("questions", at(7)),
    ]
