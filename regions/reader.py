"""Who reads: the argument of every `visible_to()`, built once per request from the database."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from core.signed_links import SignedLink
from core.statements import Statement
from regions.models import Level, Membership, Partner

# Asked with every page of somebody who is signed in.
_MEMBERSHIPS: Final = Statement(Membership.objects.for_reader, user_id=int)


@dataclass(frozen=True)
class Reader:
    """A visitor, a guest, a person with memberships, or the system itself.

    `memberships` are the active ones; roles are read from them and never from the session.
    `acting` is the membership the person acts for now (the first, unless chosen).
    """

    user_id: int | None = None
    is_admin: bool = False
    memberships: tuple[Membership, ...] = ()
    acting: Membership | None = None
    person_key: UUID | None = None  # of a guest: the key on their seats
    link: SignedLink | None = None  # that was followed: it opens its one object
    is_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        return bool(self.memberships)

    @property
    def member_id(self) -> int:
        """The person, as long as they act for some partner; else nobody: a duty ends with that."""
        return self.user_id or 0 if self.memberships else 0

    @property
    def partner(self) -> Partner | None:
        return self.acting.partner if self.acting else None

    @property
    def partner_id(self) -> int | None:
        return self.acting.partner_id if self.acting else None

    @property
    def region_id(self) -> int | None:
        return self.acting.partner.region_id if self.acting else None

    @property
    def level(self) -> str:
        return self.acting.level if self.acting else Level.POLICY_MAKER

    @cached_property
    def partner_ids(self) -> frozenset[int]:
        return frozenset(m.partner_id for m in self.memberships)

    @cached_property
    def lead_partner_ids(self) -> frozenset[int]:
        return frozenset(m.partner_id for m in self.memberships if m.is_lead)

    @cached_property
    def steering_partner_ids(self) -> frozenset[int]:
        return frozenset(m.partner_id for m in self.memberships if m.is_steering)

    @cached_property
    def region_ids(self) -> frozenset[int]:
        return frozenset(m.partner.region_id for m in self.memberships)

    @cached_property
    def lead_region_ids(self) -> frozenset[int]:
        return frozenset(m.partner.region_id for m in self.memberships if m.is_lead)

    @cached_property
    def is_coordinator(self) -> bool:
        return any(m.is_coordinator for m in self.memberships)

    @cached_property
    def is_steering(self) -> bool:
        return any(m.is_steering for m in self.memberships)

    @classmethod
    def visitor(cls) -> "Reader":
        return cls()

    @classmethod
    def system(cls) -> "Reader":
        """The product itself, in commands and jobs: it reads and acts, for nobody."""
        return cls(is_system=True)

    @classmethod
    def for_user(
        cls,
        user_id: int,
        *,
        is_admin: bool = False,
        acting_for: int | None = None,
        person_key: UUID | None = None,
    ) -> "Reader":
        """The reader for a person: one query. `acting_for` is a partner's id, if one was chosen."""
        held = tuple(_MEMBERSHIPS.all(user_id=user_id))
        acting = next((m for m in held if m.partner_id == acting_for), held[0] if held else None)
        return cls(
            user_id=user_id,
            is_admin=is_admin,
            memberships=held,
            acting=acting,
            person_key=person_key,
        )
