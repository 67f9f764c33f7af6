"""Dates as people read them: 9 May 2013; 8–9 May 2013; May 2013; since 2011."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

DASH = "\u2013"
FORMATS = {"day": "j F Y", "month": "F Y", "year": "Y"}
MACHINE = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def local(value: date) -> date:
    """A moment in the time zone of the pages; a plain date stays as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | None, precision: str = "day") -> str:
    """9 May 2013, May 2013 or 2013: only as precise as it is known."""
    if not value:
        return ""
    return date_format(local(value), pgettext("date", FORMATS[precision or "day"]))


def day_month(value: date | None) -> str:
    """9 May, where the year is plain from what stands around it."""
    return date_format(local(value), "j F") if value else ""


def moment(value: datetime | None) -> str:
    """9 May 2013, 14:05."""
    return date_format(local(value), "j F Y, H:i") if value else ""


def is_today(value: datetime, today: date) -> bool:
    """Whether that moment is of this day, where the pages are read."""
    return timezone.localtime(value).date() == today


def time_of_day(value: datetime | None) -> str:
    """14:05, where the day is plain."""
    return date_format(local(value), "H:i") if value else ""


def days(start: date | None, end: date | None = None, *, with_year: bool = True) -> str:
    """8–9 May 2013; 30 April – 2 May 2013; 30 December 2013 – 2 January 2014."""
    if start is None:
        return day(end) if with_year else day_month(end)
    first = local(start)
    last = local(end) if end else first
    tail = date_format(last, "j F Y" if with_year else "j F")
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return tail
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{tail}"
    if first.year == last.year or not with_year:
        return f"{date_format(first, 'j F')} {DASH} {tail}"
    return f"{date_format(first, 'j F Y')} {DASH} {tail}"


def period(
    start: date | None,
    start_precision: str = "year",
    end: date | None = None,
    end_precision: str = "year",
) -> str:
    """2011 to 2013; since 2011; until 2013: how long something ran."""
    first, last = day(start, start_precision), day(end, end_precision)
    if first and last:
        return (
            first
            if first == last
            else _("%(first)s to %(last)s")
            % {
                "first": first,
                "last": last,
            }
        )
    if first:
        return _("since %(date)s") % {"date": first}
    return _("until %(date)s") % {"date": last} if last else ""


def time_element(value: date | None, precision: str = "day") -> SafeString | str:
    """The date for people, with the same date for machines around it."""
    if not value:
        return ""
    known = precision or "day"
    machine = local(value).strftime(MACHINE[known])
    return format_html('<time datetime="{}">{}</time>', machine, day(value, known))
