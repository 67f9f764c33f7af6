"""Where a practice stands in every region: the strip of marks and its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import Practice, TransferStatus
from practices.querysets import IN_PLACE, NOT_CONSIDERED, ORIGIN, TAKEN_UP, UNDER_WAY
from regions.models import Region
from regions.reader import Reader

# The marks in the order of the thread, for their legend.
LEGEND = (NOT_CONSIDERED, *(status.value for status in TransferStatus), ORIGIN)


@dataclass(frozen=True)
class Stop:
    """One region on the way of a practice; `words` only where the status has none of its own."""

    region: Region
    status: str
    words: str
    is_me: bool

    @property
    def is_origin(self) -> bool:
        return self.status == ORIGIN


def statuses_of(practice: Practice) -> dict[int, str]:
    """The status by region id, origin included; needs `transfers_of(reader)` prefetched."""
    statuses = {each.region_id: each.status for each in practice.readable_transfers}
    if practice.origin_region_id:
        statuses[practice.origin_region_id] = ORIGIN
    return statuses


def words_for_none(reader: Reader) -> str:
    """What an empty mark says: visitors cannot know whether there is nothing, or nothing public."""
    return "" if reader.is_member or reader.is_admin else _("No public status")


def stops_of(practice: Practice, regions: Iterable[Region], reader: Reader) -> list[Stop]:
    """The way through all regions, in the order of the strip."""
    statuses = statuses_of(practice)
    none = words_for_none(reader)
    return [
        Stop(
            region=region,
            status=statuses.get(region.pk, NOT_CONSIDERED),
            words="" if region.pk in statuses else none,
            is_me=region.pk == reader.region_id,
        )
        for region in regions
    ]


def tally(statuses: Mapping[int, str], regions: Iterable[Region]) -> str:
    """In a sentence: "6 take it up, 1 in place; 2 under way"; empty where nothing happens."""
    shown = [statuses.get(region.pk, NOT_CONSIDERED) for region in regions]
    taken = sum(status in TAKEN_UP for status in shown)
    in_place = sum(status in IN_PLACE for status in shown)
    under_way = sum(status in UNDER_WAY for status in shown)
    parts = []
    if taken:
        parts.append(ngettext("%(n)s takes it up", "%(n)s take it up", taken) % {"n": taken})
        if in_place:
            parts[0] += ", " + _("%(n)s in place") % {"n": in_place}
    if under_way:
        parts.append(_("%(n)s under way") % {"n": under_way})
    return "; ".join(parts)
