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
    """Per region what it looks for: one query, two for its own people."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    by_region: dict[int, list[Need]] = defaultdict(list)
    for need in Need.objects.visible_to(reader).filter(region__in=ids).with_words():
        by_region[need.region_id].append(need)
    shown = {pk for pk in ids if pk in by_region or pk in reader.region_ids}
    regions = Region.objects.visible_to(reader).filter(pk__in=shown) if shown else []
    return {
        region.pk: Wanted(region, by_region[region.pk], not need_refusals(reader, region.pk))
        for region in regions
    }
