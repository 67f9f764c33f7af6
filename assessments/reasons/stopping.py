"""Decisions "Not for us now" with their reasons, and who was stopped by what."""

from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from assessments.models import Decision, Outcome
from assessments.querysets.pairs import DecisionQuerySet
from practices.models import Practice
from regions.reader import Reader


def said_no(reader: Reader) -> DecisionQuerySet:
    """What this reader may read of it (DE04), about practices whose page they may open."""
    readable = Decision.objects.visible_to(reader).filter(outcome=Outcome.NOT_NOW)
    return readable.filter(transfer__practice__in=Practice.objects.visible_to(reader).values("pk"))


def regions_stopped_by(
    reason: OuterRef, but: Combinable | int | None, reader: Reader
) -> QuerySet[Decision, int]:
    """How many other regions have such a decision in force: a subquery of a row with `reason`."""
    found = said_no(reader).in_force().filter(~Q(transfer__region=but), reason_kind=reason)
    counted = found.order_by().values("reason_kind")
    return counted.annotate(n=Count("transfer__region", distinct=True)).values_list("n", flat=True)
