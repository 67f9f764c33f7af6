"""Writes of the assessment."""

from assessments.actions.answers import Answer, send_answers, tap
from assessments.actions.criteria import ensure_default_sets
from assessments.actions.moderating import (
    contest_rating,
    record_for_table,
    record_on_behalf,
    void_rating,
)
from assessments.actions.refreshing import refresh_assessment
from assessments.actions.rounds import (
    close_round,
    open_round,
    open_second_round,
    reopen_round,
    reveal_round,
    seal_round,
)
from assessments.actions.seats import SeatPlan, add_seat, allow_showing, finish_seat, rekey_seats

__all__ = [
    "Answer",
    "SeatPlan",
    "add_seat",
    "allow_showing",
    "close_round",
    "contest_rating",
    "ensure_default_sets",
    "finish_seat",
    "open_round",
    "open_second_round",
    "record_for_table",
    "record_on_behalf",
    "refresh_assessment",
    "rekey_seats",
    "reopen_round",
    "reveal_round",
    "seal_round",
    "send_answers",
    "tap",
    "void_rating",
]
