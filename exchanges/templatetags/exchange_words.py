"""Words for exchanges: their dates as precise as known, their kinds and countries."""

from datetime import time

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from core.ui import dates
from exchanges.models import DatePrecision, Exchange, ExchangeKind
from exchanges.zones import in_zone, is_same_hour, zone_of_country
from regions.reader import Reader

register = template.Library()

SMALL = [lazy("one"), lazy("two"), lazy("three"), lazy("four"), lazy("five"), lazy("six")]


@register.simple_tag
def exchange_dates(exchange: Exchange) -> str:
    """{% exchange_dates exchange %}: 15–17 February 2012; November 2012, three days; 2012."""
    if exchange.date_precision == DatePrecision.DAY:
        return dates.days(exchange.starts_on, exchange.ends_on)
    known = dates.day(exchange.starts_on, exchange.date_precision)
    return f"{known}, {days_in_words(exchange.days)}" if exchange.days else known


def days_in_words(days: int) -> str:
    """Three days; 12 days."""
    counted = SMALL[days - 1] if days <= len(SMALL) else str(days)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": counted}


@register.simple_tag
def exchange_date_block(exchange: Exchange) -> SafeString:
    """{% exchange_date_block exchange %}: the date at the head of a row, large and small."""
    start = exchange.starts_on
    machine = f"{start:%Y}"
    if exchange.date_precision == DatePrecision.YEAR:
        large, small = machine, ""
    elif exchange.date_precision == DatePrecision.MONTH:
        large, small, machine = date_format(start, "M"), f"{start.year}", f"{start:%Y-%m}"
    else:
        machine = start.isoformat()
        large, small = _day_block(exchange)
    return format_html('<time datetime="{}">{}<small>{}</small></time>', machine, large, small)


def _day_block(exchange: Exchange) -> tuple[str, str]:
    start, end = exchange.starts_on, exchange.ends_on
    if start == end:
        return str(start.day), date_format(end, "M Y")
    large = f"{start.day}–{end.day}"
    if (start.year, start.month) == (end.year, end.month):
        return large, date_format(end, "M Y")
    return large, f"{date_format(start, 'M')} – {date_format(end, 'M Y')}"


@register.simple_tag(takes_context=True)
def exchange_hours(context: Context, exchange: Exchange) -> str:
    """{% exchange_hours exchange %}: 10:00 to 11:15; nothing when not known.

    The time zone is named unless the reader lives in one with the same hour; with the reader's own
    hour where that is another.
    """
    if exchange.starts_at is None:
        return ""
    own = zone_of(context)
    words = from_until(f"{exchange.starts_at:%H:%M}", _hour(exchange.ends_at))
    if own and is_same_hour(exchange, own):
        return words
    words = _("%(hours)s, %(zone)s") % {"hours": words, "zone": exchange.timezone}
    start, end = in_zone(exchange, own)
    if not start:
        return words
    return _("%(hours)s (where you are: %(own)s)") % {"hours": words, "own": from_until(start, end)}


def from_until(start: str, end: str) -> str:
    return _("%(start)s to %(end)s") % {"start": start, "end": end} if end else start


def _hour(value: time | None) -> str:
    return f"{value:%H:%M}" if value else ""


def zone_of(context: Context) -> str:
    """Where the reader lives, by the country of the region that they act for; else nothing."""
    reader: Reader | None = getattr(context.get("request"), "reader", None)
    partner = reader.partner if reader else None
    return zone_of_country(partner.region.country) if partner else ""


BADGES = {
    ExchangeKind.MEETING: lazy("Meeting"),
    ExchangeKind.PEER_GROUP: lazy("Peer group"),
    ExchangeKind.STEERING: lazy("Steering"),
    ExchangeKind.DISSEMINATION: lazy("Dissemination"),
}


@register.filter
def kind_badge(code: str) -> str:
    """{{ exchange.kind|kind_badge }}: the kind in one or two words, for narrow columns."""
    kind = ExchangeKind(code)
    return str(BADGES.get(kind, kind.label))


@register.filter
def kind_words(codes: list[str]) -> list[str]:
    """{{ exchange.also_kinds|kind_words|join:", " }}: the labels of the kinds that are known."""
    return [str(ExchangeKind(code).label) for code in codes if code in ExchangeKind.values]
