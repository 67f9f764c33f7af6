"""What the directory shows of people to this reader."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from regions.actions.memberships import FIELDS
from regions.models import Membership
from regions.reader import Reader
from regions.rules import Reasons, Role, role_blockers

type Acquaintances = Callable[[Reader, set[int]], set[int]]

_acquaintances: list[Acquaintances] = []


def register_acquaintances(find: Acquaintances) -> None:
    """An app above says which of these people (ids) the reader works with; one query.

    A moderator knows the addresses of the people of their sessions (U02), and sessions are above.
    """
    if find not in _acquaintances:
        _acquaintances.append(find)


@dataclass(frozen=True)
class RoleRow:
    """A role of a membership: whether it is held, and why the reader cannot change it."""

    membership: Membership
    role: Role
    is_held: bool
    blockers: Reasons


def role_rows(reader: Reader, membership: Membership) -> list[RoleRow]:
    """The three roles of a membership."""
    return [
        RoleRow(
            membership,
            role,
            bool(getattr(membership, FIELDS[role])),
            role_blockers(reader, membership.user_id, role),
        )
        for role in Role
    ]


def addresses_shown(reader: Reader, memberships: Iterable[Membership]) -> set[int]:
    """U02: the people (ids) whose e-mail address this reader may see."""
    memberships = list(memberships)
    shown = {each.user_id for each in memberships if _may_see(reader, each)}
    others = {each.user_id for each in memberships} - shown
    for find in _acquaintances if others else ():
        shown |= find(reader, others)
    return shown


def _may_see(reader: Reader, membership: Membership) -> bool:
    """Who opted in; else the person's lead, the coordinator, administrators and oneself."""
    return (
        membership.user.shows_email
        or reader.is_coordinator
        or reader.is_admin
        or membership.user_id == reader.user_id
        or membership.partner_id in reader.lead_partner_ids
    )
