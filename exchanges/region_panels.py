"""What exchanges show on the page of a region: those that its partner hosts."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpRequest

from exchanges.models import Exchange
from regions.reader import Reader

SHOWN = 5


def hosted_by_regions(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Exchange]]:
    """Per region the exchanges that its partner hosts, the latest first."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    readable = Exchange.objects.visible_to(reader).filter(
        host__region__in=ids, cancelled_at__isnull=True
    )
    found: dict[int, list[Exchange]] = defaultdict(list)
    for exchange in readable.with_host().order_by("-starts_on", "pk")[:SHOWN]:
        if exchange.host:
            found[exchange.host.region_id].append(exchange)
    return dict(found)
