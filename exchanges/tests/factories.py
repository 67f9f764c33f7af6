"""Meetings and places in them for tests, made directly; valid unless told otherwise."""

from datetime import date
from typing import Any

from accounts.models import User
from core import clock
from exchanges.models import Exchange, ExchangeKind, Participation, ParticipationState
from regions.models import Level, Partner
from regions.tests.factories import make_partner, next_number


def make_exchange(
    *, host: Partner | None = None, on: date | None = None, until: date | None = None, **fields: Any
) -> Exchange:
    """A study visit, today unless told otherwise."""
    number, day = next_number(), on or clock.today()
    values: dict[str, Any] = {
        "slug": f"visit-{number}",
        "title": f"Visit {number}",
        "kind": ExchangeKind.STUDY_VISIT,
    }
    return Exchange.objects.create(
        starts_on=day, ends_on=until or day, host=host, **values | fields
    )


def make_place(
    exchange: Exchange,
    *,
    user: User | None = None,
    partner: Partner | None = None,
    name: str = "",
    state: str = ParticipationState.ACCEPTED,
    level: str = Level.PRACTITIONER,
    **fields: Any,
) -> Participation:
    """Somebody on the list: a person of their partner with an account, else a guest by name."""
    if partner is None and user is not None:
        partner = user.memberships.get().partner
    return Participation.objects.create(
        exchange=exchange,
        user=user,
        name="" if user else name or f"Guest {next_number()}",
        partner=partner or make_partner(),
        state=state,
        level=level,
        **fields,
    )
