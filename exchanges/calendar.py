"""Meetings as calendar files: the public line for everybody, and the invitation of one person."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

from core.links import absolute
from exchanges.models import DatePrecision, Exchange, Form, Participation, ParticipationState

PRODUCT = "-//Clusterix//EN"

type Lines = Callable[[Exchange, Participation], list[str]]

_lines: list[Lines] = []


def register_lines(lines: Lines) -> None:
    """Ask `lines` too, what an invitation says to somebody; called in `AppConfig.ready()`."""
    if lines not in _lines:
        _lines.append(lines)


def calendar_of(exchanges: Iterable[Exchange], name: str, now: datetime) -> bytes:
    """An iCalendar file; what is known by month or year only has no place in a calendar."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for exchange in exchanges:
        if exchange.date_precision == DatePrecision.DAY:
            event = _event(exchange, now)
            if exchange.place:
                event.add("location", exchange.place)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def invitation(exchange: Exchange, person: Participation, now: datetime) -> str:
    """The entry for one person's calendar, to add, change or remove; nothing without a day."""
    if exchange.date_precision != DatePrecision.DAY:
        return ""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if exchange.cancelled_at else "REQUEST")
    event = _event(exchange, now)
    event.add("sequence", exchange.sequence)
    event.add("organizer", _organiser(exchange))
    event.add("attendee", _attendee(person))
    if not exchange.cancelled_at:
        event.add("status", "CONFIRMED")
        if where := place_of(exchange, person):
            event.add("location", where)
        event.add("description", description_of(exchange, person))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical()).decode()


def place_of(exchange: Exchange, person: Participation) -> str:
    """The place, or the link for those who have said that they come."""
    parts = [exchange.place] if exchange.form != Form.ONLINE or not exchange.online_link else []
    if reads_link(exchange, person):
        parts.append(exchange.online_link)
    return ", ".join(filter(None, parts))


def reads_link(exchange: Exchange, person: Participation) -> bool:
    """The link is for who takes part, not for everybody who was asked."""
    return bool(exchange.online_link) and person.state == ParticipationState.ACCEPTED


def description_of(exchange: Exchange, person: Participation) -> str:
    """What upper rooms say of it, such as the agenda of a session; then the address."""
    parts = [line for lines in _lines for line in lines(exchange, person)]
    return "\n".join([*parts, absolute(exchange.get_absolute_url())])


def _event(exchange: Exchange, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"exchange-{exchange.pk}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", now)
    event.add("summary", exchange.title)
    zone = ZoneInfo(exchange.timezone)
    if exchange.starts_at:
        event.add("dtstart", datetime.combine(exchange.starts_on, exchange.starts_at, zone))
        if exchange.ends_at:
            event.add("dtend", datetime.combine(exchange.ends_on, exchange.ends_at, zone))
    else:
        event.add("dtstart", exchange.starts_on)
        event.add("dtend", exchange.ends_on + timedelta(days=1))
    if exchange.cancelled_at:
        event.add("status", "CANCELLED")
    event.add("url", absolute(exchange.get_absolute_url()))
    return event


def _organiser(exchange: Exchange) -> icalendar.vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = icalendar.vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = exchange.host.organisation if exchange.host else name or "Clusterix"
    return organiser


def _attendee(person: Participation) -> icalendar.vCalAddress:
    attendee = icalendar.vCalAddress(f"mailto:{address_of(person)}")
    attendee.params["CN"] = person.name or str(person.user)
    comes = person.state == ParticipationState.ACCEPTED
    attendee.params["PARTSTAT"] = "ACCEPTED" if comes else "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"  # one answers on the page
    return attendee


def address_of(person: Participation) -> str:
    """Where letters to somebody of a meeting go; a guest may have given no address."""
    return person.user.email if person.user else person.email
