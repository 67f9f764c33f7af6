"""The way from the page of a region to its portfolio, and for its own people to what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest

from assessments.models import Assessment
from practices.models import Practice
from regions.reader import Reader


@dataclass(frozen=True)
class Way:
    """How many practices of a region the reader finds in its portfolio."""

    code: str
    number: int
    is_ours: bool


def ways_to_portfolios(request: HttpRequest, ids: Sequence[int]) -> dict[int, Way]:
    """For members, where there is something to see; always for its own people: one query."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    if not reader.is_member:
        return {}
    readable = Practice.objects.visible_to(reader)
    found = Assessment.objects.visible_to(reader).about_practices(readable)
    numbers = (
        found.filter(transfer__region__in=ids)
        .order_by()
        .values_list("transfer__region", "transfer__region__code")
        .annotate(n=Count("transfer", distinct=True))
    )
    ways = {pk: Way(code, n, pk == reader.region_id) for pk, code, n in numbers}
    partner = reader.partner
    if partner is not None and partner.region_id in ids and partner.region_id not in ways:
        ways[partner.region_id] = Way(partner.region.code, 0, is_ours=True)
    return ways
