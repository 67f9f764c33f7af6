"""Writes of the exchanges."""

from exchanges.actions.exchanges import Details, cancel_exchange, change_exchange, plan_exchange
from exchanges.actions.people import (
    Person,
    forget_address,
    invite,
    join,
    keep_address,
    note_present,
    record_attendance,
    release_name,
    reply,
    withdraw_person,
)
from exchanges.actions.reflections import reflect

__all__ = [
    "Details",
    "Person",
    "cancel_exchange",
    "change_exchange",
    "forget_address",
    "invite",
    "join",
    "keep_address",
    "note_present",
    "plan_exchange",
    "record_attendance",
    "reflect",
    "release_name",
    "reply",
    "withdraw_person",
]
