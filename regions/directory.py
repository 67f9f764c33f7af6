"""What the directory shows of a person to this reader."""

from dataclasses import dataclass

from regions.actions.memberships import FIELDS
from regions.models import Membership
from regions.reader import Reader
from regions.rules import Reasons, Role, role_blockers


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


def can_see_email(reader: Reader, membership: Membership) -> bool:
    """U02: who opted in; else the person's lead, the coordinator, administrators and oneself."""
    return (
        membership.user.shows_email
        or reader.is_coordinator
        or reader.is_admin
        or membership.user_id == reader.user_id
        or membership.partner_id in reader.lead_partner_ids
    )
