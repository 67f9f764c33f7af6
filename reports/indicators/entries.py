"""Figures that only people know, entered by hand with evidence."""

from datetime import date
from decimal import Decimal

from reports.indicators.record import Record
from reports.models import ManualEntry


def press_releases(start: date, end: date) -> list[Record]:
    return _entered("press_releases", start, end)


def media_appearances(start: date, end: date) -> list[Record]:
    return _entered("media_appearances", start, end)


def _entered(query: str, start: date, end: date) -> list[Record]:
    """Entries of the partners; one that its partner has not confirmed does not count."""
    entries = ManualEntry.objects.that_count().filter(
        indicator__query=query, dated_on__range=(start, end)
    )
    return [
        Record(
            "reports.manualentry",
            each.pk,
            each.partner_id,
            each.evidence[:200],
            each.dated_on,
            amount=Decimal(each.value),
        )
        for each in entries.order_by("dated_on", "pk")
    ]
