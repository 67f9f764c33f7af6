"""What the catalogue shows on the page of a region, and in the list of regions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.finding.strip import words_for_none
from practices.models import Practice, Transfer
from practices.querysets import IN_PLACE, TAKEN_UP, transfers_of
from regions.figures import RegionFigure
from regions.models import Region
from regions.reader import Reader

SHOWN = 6


@dataclass(frozen=True)
class Offered:
    """The newest practices of a region, with all regions for their strips."""

    practices: list[Practice]
    regions: list[Region]
    url: str
    none: str  # what an empty mark says to this reader


def practices_offered(request: HttpRequest, ids: Sequence[int]) -> dict[int, RegionFigure]:
    """How many practices come from each region, with the list that holds them."""
    if len(ids) == 1:
        practices, n = _newest_of(request, ids[0])
        return {ids[0]: _offered(n, _code_of(practices))}
    own = Q(own_practices__in=Practice.objects.listed_for(_reader(request)).values("pk"))
    regions = Region.objects.filter(pk__in=ids).annotate(n=Count("own_practices", filter=own))
    return {pk: _offered(n, code) for pk, code, n in regions.values_list("pk", "code", "n")}


def _code_of(practices: Sequence[Practice]) -> str:
    origin = practices[0].origin_region if practices else None
    return origin.code if origin else ""


def _offered(n: int, code: str) -> RegionFigure:
    return RegionFigure(
        name=_("Practices"),
        count=n,
        words=ngettext("%(n)d practice", "%(n)d practices", n) % {"n": n},
        url=url_of(code) if n else "",
    )


def ways_of_practices(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[RegionFigure]]:
    """Per region: its practices taken up by others, what it took up, and what it will not."""
    reader = _reader(request)
    touching = Q(practice__origin_region__in=ids) | Q(region__in=ids)
    listed = Practice.objects.listed_for(reader).values("pk")
    readable = Transfer.objects.visible_to(reader).filter(touching, practice__in=listed)
    pairs = list(readable.values_list("practice__origin_region", "region", "status"))
    figures = {}
    for pk in ids:
        given = [to for start, to, status in pairs if start == pk != to and status in TAKEN_UP]
        here = [status for _start, to, status in pairs if to == pk]
        figures[pk] = [
            _figure(_("Taken up by others"), len(given), _in_regions(len(set(given)))),
            _figure(_("Taken up here"), sum(s in TAKEN_UP for s in here), _in_place(here)),
            _figure(_("Not for us now"), here.count("not_now")),
        ]
    return figures


def newest(request: HttpRequest, ids: Sequence[int]) -> dict[int, Offered]:
    """The newest practices of the one region on the page."""
    reader = _reader(request)
    practices, _n = _newest_of(request, ids[0])
    if not practices:
        return {}
    regions = list(Region.objects.visible_to(reader).active().in_strip_order())
    code = next((region.code for region in regions if region.pk == ids[0]), "")
    return {ids[0]: Offered(practices, regions, url_of(code), words_for_none(reader))}


def _newest_of(request: HttpRequest, region_id: int) -> tuple[list[Practice], int]:
    """The newest practices of a region and how many there are: read once for a page."""
    kept: dict[int, tuple[list[Practice], int]] = request.__dict__.setdefault("newest_of", {})
    if region_id not in kept:
        reader = _reader(request)
        listed = Practice.objects.listed_for(reader).filter(origin_region=region_id)
        counted = listed.annotate(whole=Window(Count("pk")))
        newest_first = counted.select_related("origin_region").newest_first()
        found: Any = list(newest_first.prefetch_related(transfers_of(reader))[:SHOWN])
        kept[region_id] = found, found[0].whole if found else 0
    return kept[region_id]


def taken_up(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Transfer]]:
    """What each region took up from others, the latest first."""
    reader = _reader(request)
    found: dict[int, list[Transfer]] = defaultdict(list)
    transfers = (
        Transfer.objects.visible_to(reader)
        .filter(region__in=ids, status__in=TAKEN_UP)
        .filter(practice__in=Practice.objects.listed_for(reader).values("pk"))
        .select_related("practice__origin_region")
        .order_by("-since", "pk")
    )
    for transfer in transfers[:SHOWN]:
        found[transfer.region_id].append(transfer)
    return dict(found)


def url_of(code: str) -> str:
    """The catalogue, narrowed to one region."""
    return f"{reverse('practice_list')}?region={code}"


def _figure(name: str, count: int, note: str = "") -> RegionFigure:
    return RegionFigure(name=name, count=count, words=str(count), note=note if count else "")


def _in_regions(n: int) -> str:
    return ngettext("in %(n)d region", "in %(n)d regions", n) % {"n": n}


def _in_place(statuses: Sequence[str]) -> str:
    n = sum(status in IN_PLACE for status in statuses)
    return ngettext("%(n)d in place", "%(n)d in place", n) % {"n": n} if n else ""


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    return reader
