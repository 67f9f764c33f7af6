"""Figures of the catalogue."""

from datetime import date

from django.utils import timezone

from practices.models import Practice
from reports.indicators.record import Record


def practices_identified(start: date, end: date) -> list[Record]:
    """Published practices, each once, on the day it was first published."""
    practices = Practice.objects.filter(
        published_revision__isnull=False,
        taken_down_at__isnull=True,
        first_published_at__date__range=(start, end),
    )
    return [
        Record(
            "practices.practice",
            each.pk,
            each.partner_id,
            each.title,
            timezone.localdate(each.first_published_at),
        )
        for each in practices.order_by("first_published_at", "pk")
    ]
