"""Planning an exchange, changing it, cancelling it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from django.utils.text import slugify

from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from exchanges.letters import LINK, WHEN_AND_WHERE, tell_cancelled, tell_changed
from exchanges.models import (
    DatePrecision,
    Exchange,
    ExchangeKind,
    ExchangePractice,
    Form,
    Reach,
)
from exchanges.rules import cancelling_blockers, changing_blockers, planning_blockers
from practices.models import Practice
from regions.models import Partner
from regions.names import sort_key
from regions.reader import Reader

RESERVED_SLUGS = {"new", "calendar"}
LONGEST_SLUG = 70


class NotTheHost(NotAllowed):
    """The person plans meetings of another host; the reason says who may."""


class CannotChange(NotNow):
    """The exchange stays as it is; the reasons say why."""


@dataclass(frozen=True)
class Details:
    """What is known of an exchange. Of a month or a year, `starts_on` is its first day."""

    title: str
    kind: str
    starts_on: date
    ends_on: date
    form: str = Form.IN_PERSON
    place: str = ""
    country: str = ""
    host: Partner | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    timezone: str = "Europe/Vienna"
    online_link: str = ""
    reach: str = Reach.INTERNATIONAL
    our_part: str = ""
    notes: str = ""
    is_public: bool = False
    also_kinds: tuple[str, ...] = ()
    date_precision: str = DatePrecision.DAY
    days: int | None = None
    guests_from: tuple[str, ...] = ()
    source: dict[str, str] | None = None
    is_year_inferred: bool = False
    practices: tuple[Practice, ...] = ()

    @classmethod
    def of(cls, exchange: Exchange) -> "Details":
        """What is known now, so that a form changes only what it asks for."""
        names = {each.name for each in fields(cls)} - {"practices", "also_kinds", "guests_from"}
        return cls(
            **{name: getattr(exchange, name) for name in names},
            also_kinds=tuple(exchange.also_kinds),
            guests_from=tuple(exchange.guests_from),
            practices=tuple(exchange.practices.order_by("title_sort", "pk")),
        )

    @property
    def columns(self) -> dict[str, Any]:
        """The values as the table keeps them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["practices"]
        return values | {
            "also_kinds": list(self.also_kinds),
            "guests_from": list(self.guests_from),
            "source": self.source or {},
        }


@action
def plan_exchange(
    *,
    details: Details,
    by: Reader,
    slug: str = "",
    for_session: bool = False,
    is_demonstration: bool = False,
) -> Exchange:
    """Put an exchange into the calendar; its address comes from the title unless given.

    `for_session`: the event of a session on its own; who may plan that, the room above has checked.
    """
    _check_hosts([details.host.pk if details.host else None], details.kind, by, for_session)
    exchange = Exchange.objects.create(
        slug=slug or _free_slug(details.title),
        is_demonstration=is_demonstration,
        **details.columns,
    )
    _show(exchange, details)
    record(by=by, verb="exchange.planned", obj=exchange, changes={"kind": exchange.kind})
    return exchange


def _check_hosts(hosts: Iterable[int | None], kind: str, by: Reader, for_session: bool) -> None:
    """Each host must be the person's to plan for, but not for the event of a session."""
    if for_session and kind == ExchangeKind.PEER_GROUP:
        return
    for host_id in hosts:
        if reasons := planning_blockers(host_id, by):
            raise NotTheHost(*reasons)


@action
def change_exchange(
    *, exchange: Exchange, details: Details, by: Reader, for_session: bool = False
) -> Exchange:
    """Change what is known; both the old and the new host must be the person's to plan for."""
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    hosts = [exchange.host_id, details.host.pk if details.host else None]
    _check_hosts(hosts, exchange.kind, by, for_session)
    if reasons := changing_blockers(exchange):
        raise CannotChange(*reasons)
    before = {name: getattr(exchange, name) for name in details.columns}
    for name, value in details.columns.items():
        setattr(exchange, name, value)
    changed = sorted(name for name in before if before[name] != getattr(exchange, name))
    is_elsewhere = bool({*WHEN_AND_WHERE, LINK} & set(changed))
    exchange.sequence += is_elsewhere
    exchange.save()
    _show(exchange, details)
    if is_elsewhere:
        tell_changed(exchange, changed)
    record(by=by, verb="exchange.changed", obj=exchange, changes={"fields": changed})
    return exchange


@action
def cancel_exchange(*, exchange: Exchange, by: Reader, for_session: bool = False) -> Exchange:
    """Cancel what has not been held; the page stays and says so."""
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    _check_hosts([exchange.host_id], exchange.kind, by, for_session)
    if reasons := cancelling_blockers(exchange, clock.today()):
        raise CannotChange(*reasons)
    exchange.cancelled_at = clock.now()
    exchange.sequence += 1
    exchange.save(update_fields=["cancelled_at", "sequence"])
    tell_cancelled(exchange)
    record(by=by, verb="exchange.cancelled", obj=exchange)
    return exchange


def _show(exchange: Exchange, details: Details) -> None:
    """Let the practices shown be exactly these."""
    wanted = {each.pk for each in details.practices}
    exchange.shown.exclude(practice_id__in=wanted).delete()
    known = set(exchange.shown.values_list("practice_id", flat=True))
    ExchangePractice.objects.bulk_create(
        ExchangePractice(exchange=exchange, practice_id=pk) for pk in sorted(wanted - known)
    )


def _free_slug(title: str) -> str:
    base = slugify(sort_key(title))[:LONGEST_SLUG].strip("-") or "meeting"
    taken = RESERVED_SLUGS | set(
        Exchange.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    free, number = base, 2
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free
