"""Regions, partners and people for tests: valid by default, told apart by a counter."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from accounts.models import User
from core import clock
from regions.actions import make_api_token
from regions.models import (
    ApiToken,
    ContextItem,
    Industry,
    Invitation,
    Level,
    Membership,
    Partner,
    Partnership,
    Region,
    Strength,
    hash_of,
)
from regions.reader import Reader

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_numbers = count(1)


def next_number() -> int:
    """A number that no other object of this run has."""
    return next(_numbers)


def nuts_digits(number: int) -> str:
    """Three digits of base 36, so that made-up codes never meet real ones such as SE22."""
    return DIGITS[number // 1296 % 36] + DIGITS[number // 36 % 36] + DIGITS[number % 36]


def make_partnership(**fields: Any) -> Partnership:
    """The one row that makes the instance set up; a second call changes it."""
    values = {"name": "Clusterix", "languages": ["en"], "starts_on": date(2012, 1, 1)} | fields
    return Partnership.objects.update_or_create(pk=1, defaults=values)[0]


def make_region(
    *, code: str = "", name: str = "", country: str = "SE", short_code: str = "", **fields: Any
) -> Region:
    number = next_number()
    code = code or f"{country}{nuts_digits(number)}"
    return Region.objects.create(
        code=code,
        name=name or f"Region {number}",
        country=code[:2],
        short_code=short_code or f"R{number % 100}",
        **{"position": number % 30_000, "latitude": 55.7, "longitude": 13.2} | fields,
    )


def make_partner(
    *,
    region: Region | None = None,
    short: str = "",
    organisation: str = "",
    is_lead_partner: bool = False,
    **fields: Any,
) -> Partner:
    number = next_number()
    return Partner.objects.create(
        region=region or make_region(),
        organisation=organisation or f"Agency {number}",
        short=short or f"Agency {number}",
        is_lead_partner=is_lead_partner,
        **fields,
    )


def make_user(
    *, email: str = "", name: str = "", password: str | None = None, **fields: Any
) -> User:
    """A person; without a password, for hashing one takes a tenth of a second: `force_login`."""
    number = next_number()
    return User.objects.create_user(
        email or f"person{number}@example.org", password, name=name or f"Person {number}", **fields
    )


def make_membership(
    *,
    user: User | None = None,
    partner: Partner | None = None,
    level: str = Level.PRACTITIONER,
    is_lead: bool = False,
    is_coordinator: bool = False,
    is_steering: bool = False,
    ended_at: datetime | None = None,
) -> Membership:
    return Membership.objects.create(
        user=user or make_user(),
        partner=partner or make_partner(),
        level=level,
        is_lead=is_lead,
        is_coordinator=is_coordinator,
        is_steering=is_steering,
        started_at=clock.now(),
        ended_at=ended_at,
    )


def make_member(partner: Partner | None = None, **roles: Any) -> User:
    """A person with one membership, ready for `client.force_login`."""
    return make_membership(partner=partner, **roles).user


def make_reader(partner: Partner | None = None, **roles: Any) -> Reader:
    """A reader with one membership: make_reader(partner, is_lead=True)."""
    return Reader.for_user(make_member(partner, **roles).pk)


def make_industry(*, code: str = "", name: str = "") -> Industry:
    number = next_number()
    return Industry.objects.create(code=code or f"field-{number}", name=name or f"Field {number}")


def make_strength(
    *, region: Region | None = None, industry: Industry | None = None, **fields: Any
) -> Strength:
    return Strength.objects.create(
        region=region or make_region(),
        industry=industry or make_industry(),
        **{"evidence": "Forty members."} | fields,
    )


def make_context(
    region: Region, kind: str, has: int, *, text: str = "", days_ago: int = 0
) -> ContextItem:
    """What the region has of that kind, said and confirmed so many days ago."""
    day = clock.today() - timedelta(days=days_ago)
    return ContextItem.objects.create(
        region=region,
        kind=kind,
        has=has,
        text=text or f"About {kind}.",
        as_of=day,
        confirmed_on=day,
    )


def make_invitation(
    *, partner: Partner | None = None, email: str = "", token: str = "", **fields: Any
) -> Invitation:
    """An open invitation; give `token` to follow its link."""
    number = next_number()
    return Invitation.objects.create(
        token_hash=hash_of(token or f"token-{number}"),
        email=email or f"invited{number}@example.org",
        partner=partner or make_partner(),
        **{
            "level": Level.PRACTITIONER,
            "made_at": clock.now(),
            "expires_at": clock.now() + timedelta(days=7),
        }
        | fields,
    )


def make_token_of(user: User, **fields: Any) -> ApiToken:
    """Of the person at their first partner; `secret` is what a program sends."""
    reader = Reader.for_user(user.pk, is_admin=user.is_admin)
    token = make_api_token(by=reader, name="Statistics", partner=reader.partner)
    secret = token.secret
    for name, value in fields.items():
        setattr(token, name, value)
    token.save()
    token.secret = secret
    return token
