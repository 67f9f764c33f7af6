"""Meetings as a calendar file: the public line, for everybody the same."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

from core.links import absolute
from exchanges.models import DatePrecision, Exchange


def calendar_of(exchanges: Iterable[Exchange], name: str, now: datetime) -> bytes:
    """An iCalendar file; what is known by month or year only has no place in a calendar."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Clusterix//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for exchange in exchanges:
        if exchange.date_precision == DatePrecision.DAY:
            calendar.add_component(_event(exchange, now))
    return bytes(calendar.to_ical())


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
    if exchange.place:
        event.add("location", exchange.place)
    if exchange.cancelled_at:
        event.add("status", "CANCELLED")
    event.add("url", absolute(exchange.get_absolute_url()))
    return event
