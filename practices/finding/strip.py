"""Where a practice stands in every region: the strip of marks and its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from practices.models import Practice, Transfer, TransferStatus
from practices.querysets import IN_PLACE, NOT_CONSIDERED, ORIGIN, TAKEN_UP, UNDER_WAY, Standing
from regions.models import Region
from regions.reader import Reader

# The marks in the order of the thread, for their legend.
LEGEND = (NOT_CONSIDERED, *(status.value for status in TransferStatus), ORIGIN)


@dataclass(frozen=True)
class Stop:
    """One region on the way of a practice; `words` only where the status has none of its own."""

    region_id: int
    name: str
    status: str
    words: str
    is_me: bool

    @property
    def is_origin(self) -> bool:
        return self.status == ORIGIN


class Travelling(Protocol):
    """A practice fetched with `transfers_of(reader)`."""

    origin_region_id: int | None
    readable_transfers: list[Transfer] | list[Standing]


def statuses_of(practice: Travelling) -> dict[int, str]:
    """The status by region id, origin included; needs `transfers_of(reader)` prefetched."""
    statuses = {each.region_id: each.status for each in practice.readable_transfers}
    if practice.origin_region_id:
        statuses[practice.origin_region_id] = ORIGIN
    return statuses


def words_for_none(reader: Reader) -> str:
    """What an empty mark says: visitors cannot know whether there is nothing, or nothing public."""
    return "" if reader.is_member or reader.is_admin else _("No public status")


def stops_of(practice: Practice, reader: Reader) -> list[Stop]:
    """The way through all regions, in the order of the strip: one query."""
    here = Transfer.objects.visible_to(reader).filter(practice=practice, region=OuterRef("pk"))
    status = Case(
        When(pk=practice.origin_region_id or 0, then=Value(ORIGIN)),
        default=Coalesce(Subquery(here.values("status")[:1]), Value(NOT_CONSIDERED)),
        output_field=CharField(),
    )
    regions = Region.objects.visible_to(reader).active().in_strip_order()
    none = words_for_none(reader)
    return [
        Stop(
            region_id=pk,
            name=name,
            status=stands,
            words=none if stands == NOT_CONSIDERED else "",
            is_me=pk == reader.region_id,
        )
        for pk, name, stands in regions.annotate(stands=status).values_list("pk", "name", "stands")
    ]


def tally(statuses: Iterable[str]) -> str:
    """In a sentence: "6 take it up, 1 in place; 2 under way"; empty where nothing happens."""
    shown = list(statuses)
    return _sentence(
        sum(status in TAKEN_UP for status in shown),
        sum(status in IN_PLACE for status in shown),
        sum(status in UNDER_WAY for status in shown),
        get_language(),
    )


@lru_cache(maxsize=1024)
def _sentence(taken: int, in_place: int, under_way: int, _language: str | None) -> str:
    parts = []
    if taken:
        parts.append(ngettext("%(n)s takes it up", "%(n)s take it up", taken) % {"n": taken})
        if in_place:
            parts[0] += ", " + _("%(n)s in place") % {"n": in_place}
    if under_way:
        parts.append(_("%(n)s under way") % {"n": under_way})
    return "; ".join(parts)
