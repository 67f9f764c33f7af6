"""A small partnership of three regions and the people of the rights table."""

from dataclasses import dataclass
from typing import Any, Final

from accounts.models import User
from regions.models import Level, Partner, Partnership, Region
from regions.tests.factories import (
    make_member,
    make_partner,
    make_partnership,
    make_region,
    make_user,
)


@dataclass(frozen=True)
class Place:
    """A region with the partner that speaks for it."""

    region: Region
    partner: Partner


@dataclass(frozen=True)
class SmallPartnership:
    """Three regions are the fewest in which own, other and lead partner are three places.

    `home` is the place of member, colleague and lead; `other` of the stranger and the stranger's
    lead; `third` is the lead partner's, of moderator, steering seat and coordinator.
    """

    partnership: Partnership
    home: Place
    other: Place
    third: Place

    @property
    def places(self) -> tuple[Place, Place, Place]:
        return (self.home, self.other, self.third)


def make_small_partnership() -> SmallPartnership:
    """Skåne, Southern Denmark and Lower Austria, in the order of the strip."""
    return SmallPartnership(
        partnership=make_partnership(),
        home=_make_place(code="SE22", name="Skåne", short_code="SKA", position=1),
        other=_make_place(code="DK03", name="Southern Denmark", short_code="SDK", position=2),
        third=_make_place(
            is_lead_partner=True, code="AT12", name="Lower Austria", short_code="LOA", position=3
        ),
    )


def _make_place(*, is_lead_partner: bool = False, **region: Any) -> Place:
    made = make_region(**region)
    organisation = f"Agency of {made.name}"
    return Place(
        made,
        make_partner(
            region=made,
            short=organisation,
            organisation=organisation,
            is_lead_partner=is_lead_partner,
        ),
    )


PASSWORD: Final = "a-password-of-tests"

# Where each persona belongs and as what; the moderator also needs a group (see room.py).
ROLES: dict[str, tuple[str, dict[str, Any]]] = {
    "member": ("home", {"level": Level.PRACTITIONER}),
    "colleague": ("home", {"level": Level.INTERMEDIARY}),
    "lead": ("home", {"level": Level.POLICY_MAKER, "is_lead": True}),
    "stranger": ("other", {"level": Level.PRACTITIONER}),
    "stranger_lead": ("other", {"level": Level.POLICY_MAKER, "is_lead": True}),
    "moderator": ("third", {"level": Level.INTERMEDIARY}),
    "steering": ("third", {"level": Level.POLICY_MAKER, "is_steering": True}),
    "coordinator": ("third", {"level": Level.INTERMEDIARY, "is_coordinator": True}),
}


def make_person(small: SmallPartnership, role: str) -> User:
    """The account of that role with its membership; an administrator holds none."""
    name = role.replace("_", " ").capitalize()
    user = make_user(
        email=f"{role}@clusterix.example",
        name=name,
        password=PASSWORD,
        is_admin=role == "administrator",
    )
    if role in ROLES:
        place, roles = ROLES[role]
        make_member(getattr(small, place).partner, user=user, **roles)
    return user
