"""What regions look for, on their pages: for members only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from practices.models import Need
from practices.rules.needs import need_refusals
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class Wanted:
    """The needs of a region; where its own people named none, the panel asks for them."""

    region: Region
    needs: Sequence[Need]
    may_change: bool


def needs_of(request: HttpRequest, ids: Sequence[int]) -> dict[int, Wanted]:
    """Per region what it looks for, and an empty list for the reader's own: one query."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    own = [each.partner.region for each in reader.memberships]
    regions = {region.pk: region for region in own if region.pk in ids}
    by_region: dict[int, list[Need]] = defaultdict(list)
    readable = Need.objects.visible_to(reader).filter(region__in=ids)
    for need in readable.with_words().select_related("region", "theme", "industry"):
        by_region[need.region_id].append(need)
        regions.setdefault(need.region_id, need.region)
    return {
        pk: Wanted(region, by_region[pk], not need_refusals(reader, pk))
        for pk, region in regions.items()
    }
