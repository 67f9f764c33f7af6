"""Writes of the peer groups."""

from peergroups.actions.board import (
    go_to,
    open_item_round,
    open_item_second_round,
    reopen_item_round,
)
from peergroups.actions.groups import (
    add_member,
    appoint_moderator,
    change_group,
    create_group,
    remove_member,
)
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
    change_session,
    close_session,
    create_session,
    move_item,
    remove_item,
)

__all__ = [
    "add_follow_up",
    "add_item",
    "add_member",
    "appoint_moderator",
    "cancel_session",
    "change_follow_up",
    "change_group",
    "change_session",
    "choose_step",
    "close_session",
    "create_group",
    "create_session",
    "go_to",
    "join_as_guest",
    "join_session",
    "move_item",
    "open_item_round",
    "open_item_second_round",
    "release_guest",
    "remove_item",
    "remove_member",
    "reopen_item_round",
    "seal_old_session",
    "tick_follow_up",
]
