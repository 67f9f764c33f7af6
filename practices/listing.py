"""A page of the catalogue: its numbers and its rows, in two queries."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator

from core.errors import BadInput
from core.guard import PAGE
from practices.cards import Card
from practices.facets import SHOWN, tally_of
from practices.filters import PracticeFilter
from practices.highlights import hits_of
from practices.models import Practice, Transfer
from practices.search import Tally

ROWS = 20
FARTHEST = 10**9  # rows; how many there are is known only with the rows of the page


@dataclass(frozen=True)
class Listing:
    """What the page shows of the list."""

    tally: Tally
    page: "Page[Practice]"
    cards: list[Card]


def listing_of(filters: PracticeFilter, number: str = "1") -> Listing:
    """The page with this number; refuses one that the list does not have."""
    try:
        wanted = _pages_of(FARTHEST).validate_number(number)
        tally = tally_of(filters, first=(wanted - 1) * ROWS, rows=ROWS, most=SHOWN)
        paginator = _pages_of(tally.found)
        paginator.validate_number(wanted)
    except InvalidPage:
        raise BadInput(PAGE) from None
    rows = rows_of(filters, tally.ids)
    hits = hits_of(filters.query, rows, filters.reader)
    cards = [Card.of(each, filters.words.regions, hits.get(each.pk)) for each in rows]
    return Listing(tally, Page(rows, wanted, paginator), cards)


def _pages_of(found: int) -> "Paginator[Practice]":
    """Pages of a list whose rows are fetched elsewhere."""
    paginator = Paginator(Practice.objects.none(), ROWS)
    paginator.count = found
    return paginator


def rows_of(filters: PracticeFilter, ids: list[int]) -> list[Practice]:
    """The practices with these ids in this order, with what a row shows: one query."""
    if not ids:
        return []
    themes = {theme.pk: theme for theme in filters.words.themes}
    regions = {region.pk: region for region in filters.words.regions}
    found = {}
    for practice in filters.queryset.filter(pk__in=ids).order_by().with_row(filters.reader):
        practice.theme = themes.get(practice.theme_id)
        practice.origin_region = regions.get(practice.origin_region_id)
        practice.readable_transfers = [
            Transfer(practice_id=practice.pk, region_id=region_id, status=status)
            for region_id, status in practice.standings
        ]
        found[practice.pk] = practice
    return [found[pk] for pk in ids if pk in found]
