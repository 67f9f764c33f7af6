"""Figures of meetings and visits: events, sessions, attendance, what people took home."""

from collections import defaultdict
from collections.abc import Hashable
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from exchanges.models import Exchange, ExchangeKind, Participation, Reach, Reflection
from exchanges.querysets import ExchangeQuerySet
from peergroups.models import Session
from regions.models import Level
from reports.indicators.record import Record, first_of_each

VISITS = (ExchangeKind.STUDY_VISIT, ExchangeKind.STAFF_EXCHANGE)


def interregional_events(start: date, end: date) -> list[Record]:
    """Exchanges held, of every kind, that reach beyond one country."""
    return _events(_held(start, end).filter(reach=Reach.INTERNATIONAL))


def dissemination_events(start: date, end: date) -> list[Record]:
    return _events(_of_kind(start, end, ExchangeKind.DISSEMINATION))


def visits_held(start: date, end: date) -> list[Record]:
    """Staff exchanges and study visits, also where they were part of another event."""
    return _events(_of_kind(start, end, *VISITS))


def sessions_held(start: date, end: date) -> list[Record]:
    """Sessions of peer groups, on the day they were closed."""
    sessions = Session.objects.filter(
        closed_at__date__range=(start, end), cancelled_at__isnull=True
    ).select_related("exchange")
    return [
        Record(
            "peergroups.session",
            each.pk,
            each.exchange.host_id,
            each.title,
            timezone.localdate(each.closed_at),
        )
        for each in sessions.order_by("closed_at", "pk")
    ]


def participations(start: date, end: date) -> list[Record]:
    """Attendances, one record for each event and partner; `people` tells who came twice."""
    attended = Participation.objects.filter(
        attended_at__isnull=False, exchange__in=_held(start, end)
    ).select_related("exchange", "partner__region")
    groups: dict[tuple[int, int], list[Participation]] = defaultdict(list)
    for each in attended.order_by("exchange__starts_on", "exchange_id", "partner_id", "pk"):
        groups[each.exchange_id, each.partner_id].append(each)
    return [
        Record(
            "exchanges.exchange",
            exchange_id,
            partner_id,
            f"{group[0].exchange.title}, {group[0].partner.region}",
            group[0].exchange.starts_on,
            amount=Decimal(len(group)),
            people=frozenset(_person(each) for each in group),
        )
        for (exchange_id, partner_id), group in groups.items()
    ]


def capacity_increased(start: date, end: date) -> list[Record]:
    """People who confirmed it in a reflection, each once, on the day of the first one."""
    reflections = (
        Reflection.objects.filter(has_increased_capacity=True, dated_on__lte=end)
        .filter(participation__exchange__cancelled_at__isnull=True)
        .select_related("participation__exchange", "participation__partner__region")
        .order_by("dated_on", "pk")
    )
    return first_of_each(
        ((_person(each.participation), _capacity(each)) for each in reflections), start, end
    )


def _capacity(reflection: Reflection) -> Record:
    place = reflection.participation
    return Record(
        "exchanges.exchange",
        place.exchange_id,
        place.partner_id,
        f"{Level(place.level).label}, {place.partner.region}: {place.exchange.title}"[:200],
        reflection.dated_on,
    )


def _person(place: Participation) -> Hashable:
    """The same person at two events: by account; a guest by partner and name."""
    if place.user_id:
        return place.user_id
    return (place.partner_id, place.name.strip().casefold())


def _held(start: date, end: date) -> ExchangeQuerySet:
    return Exchange.objects.held_between(start, end).order_by("starts_on", "pk")


def _of_kind(start: date, end: date, *kinds: ExchangeKind) -> ExchangeQuerySet:
    also = Q()
    for kind in kinds:
        also |= Q(also_kinds__contains=[kind.value])
    return _held(start, end).filter(Q(kind__in=kinds) | also)


def _events(exchanges: ExchangeQuerySet) -> list[Record]:
    return [
        Record(
            "exchanges.exchange",
            each.pk,
            each.host_id,
            f"{each.title} ({each.get_kind_display()})",
            each.starts_on,
        )
        for each in exchanges
    ]
