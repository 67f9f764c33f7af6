"""The way from the page of a region to its portfolio, and for its own people to what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest

from assessments.models import Assessment
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class Way:
    """How many practices of a region the reader finds in its portfolio."""

    region: Region
    number: int
    is_ours: bool


def ways_to_portfolios(request: HttpRequest, ids: Sequence[int]) -> dict[int, Way]:
    """For members, where there is something to see; always for its own people: two queries."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    if not reader.is_member:
        return {}
    readable = Practice.objects.visible_to(reader)
    found = Assessment.objects.visible_to(reader).about_practices(readable)
    numbers: dict[int, int] = dict(
        found.filter(transfer__region__in=ids)
        .order_by()
        .values_list("transfer__region")
        .annotate(n=Count("transfer", distinct=True))
    )
    shown = [pk for pk in ids if pk in numbers or pk == reader.region_id]
    regions = Region.objects.visible_to(reader).filter(pk__in=shown)
    return {
        each.pk: Way(each, numbers.get(each.pk, 0), each.pk == reader.region_id) for each in regions
    }
