"""Writes of the assessment."""

from assessments.actions.answers import Answer, receive_answers, send_answers, tap
from assessments.actions.criteria import ensure_default_sets
from assessments.actions.deciding import Choice, Voice, decide
from assessments.actions.dissenting import add_dissent
from assessments.actions.finishing import (
    finish_assessment,
    record_mitigation,
    reopen_assessment,
)
from assessments.actions.home_ending import end_home_round, move_end
from assessments.actions.home_inviting import (
    choose_language,
    decline,
    invite_people,
    remind_all,
    remind_person,
    send_again,
    take_invited_seat,
    withdraw_person,
)
from assessments.actions.home_passing import name_other, pass_question
from assessments.actions.home_rounds import open_home_round, take_home_seat
from assessments.actions.marking import remove_mark, set_mark
from assessments.actions.moderating import (
    contest_rating,
    record_for_table,
    record_on_behalf,
    seat_on_behalf,
    void_rating,
)
from assessments.actions.refreshing import refresh_assessment
from assessments.actions.renewing import rekey_seats, renew_result
from assessments.actions.reviewing import confirm_decision, remind_of_review
from assessments.actions.rounds import (
    close_round,
    open_round,
    open_second_round,
    reopen_round,
    reveal_round,
    seal_round,
)
from assessments.actions.seats import SeatPlan, add_seat, allow_showing, finish_seat

__all__ = [
    "Answer",
    "Choice",
    "SeatPlan",
    "Voice",
    "add_dissent",
    "add_seat",
    "allow_showing",
    "choose_language",
    "close_round",
    "confirm_decision",
    "contest_rating",
    "decide",
    "decline",
    "end_home_round",
    "ensure_default_sets",
    "finish_assessment",
    "finish_seat",
    "invite_people",
    "move_end",
    "name_other",
    "open_home_round",
    "open_round",
    "open_second_round",
    "pass_question",
    "receive_answers",
    "record_for_table",
    "record_mitigation",
    "record_on_behalf",
    "refresh_assessment",
    "rekey_seats",
    "renew_result",
    "remind_all",
    "remind_person",
    "remind_of_review",
    "remove_mark",
    "reopen_assessment",
    "reopen_round",
    "reveal_round",
    "seal_round",
    "seat_on_behalf",
    "send_again",
    "send_answers",
    "set_mark",
    "take_home_seat",
    "take_invited_seat",
    "tap",
    "void_rating",
    "withdraw_person",
]
