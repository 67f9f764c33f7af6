"""Writes of the peer groups."""

from peergroups.actions.board import (
    close_item_round,
    go_to,
    open_item_round,
    open_item_second_round,
    reopen_item_round,
    reveal_item_round,
)
from peergroups.actions.groups import (
    add_member,
    appoint_moderator,
    change_group,
    create_group,
    remove_member,
)
from peergroups.actions.minutes import (
    answer_amendment,
    circulate_minutes,
    confirm_minutes,
    correct_minutes,
    note_reading,
    prolong_amending,
    propose_amendment,
    write_section,
)
from peergroups.actions.moments import AlreadyDone
from peergroups.actions.notes import add_notes, save_notes
from peergroups.actions.outcome import (
    add_follow_up,
    change_follow_up,
    choose_step,
    tick_follow_up,
)
from peergroups.actions.people import join_as_guest, join_session, release_guest
from peergroups.actions.sealing import seal_old_session
from peergroups.actions.sessions import (
    add_item,
    cancel_session,
    change_minutes,
    change_session,
    close_session,
    create_session,
    move_item,
    remove_item,
)
from peergroups.actions.timing import pause, run_on, start_closing, start_opening

__all__ = [
    "AlreadyDone",
    "add_follow_up",
    "add_item",
    "add_member",
    "add_notes",
    "answer_amendment",
    "appoint_moderator",
    "cancel_session",
    "change_follow_up",
    "change_group",
    "change_minutes",
    "change_session",
    "choose_step",
    "circulate_minutes",
    "close_item_round",
    "close_session",
    "confirm_minutes",
    "correct_minutes",
    "create_group",
    "create_session",
    "go_to",
    "join_as_guest",
    "join_session",
    "move_item",
    "note_reading",
    "open_item_round",
    "open_item_second_round",
    "pause",
    "prolong_amending",
    "propose_amendment",
    "release_guest",
    "remove_item",
    "remove_member",
    "reopen_item_round",
    "reveal_item_round",
    "run_on",
    "save_notes",
    "seal_old_session",
    "start_closing",
    "start_opening",
    "tick_follow_up",
    "write_section",
]
