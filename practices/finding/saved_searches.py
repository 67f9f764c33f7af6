"""Lists of the catalogue that people keep: their filters in words, what they find, what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Count, IntegerField, Q, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator

from core import clock
from practices.filters import PracticeFilter, Vocabulary
from practices.finding.facets import address_without, filter_in_words
from practices.models import SavedSearch
from practices.querysets import PracticeQuerySet
from regions.reader import Reader

# What brings a deleted search back.
KEPT = ("name", "query", "is_shared", "sends_mail", "partner_id", "made_at", "told_until")


def normalised(query: str, reader: Reader) -> str:
    """What the catalogue understands of an address, in one order; the page number is left out."""
    words = Vocabulary.for_reader(reader)
    kept = QueryDict(mutable=True)
    filters = PracticeFilter(QueryDict(query), reader, words)
    for name, values in sorted(QueryDict(address_without(filters).lstrip("?")).lists()):
        kept.setlist(name, sorted(set(values)))
    return kept.urlencode()


@dataclass(frozen=True)
class Catalogue:
    """What several searches need alike: the names behind their codes and tags, in two queries."""

    reader: Reader
    words: Vocabulary

    @classmethod
    def for_searches(cls, searches: Iterable[SavedSearch], reader: Reader) -> Self:
        words = Vocabulary.for_reader(reader)
        words.look_up_addresses(QueryDict(each.query) for each in searches)
        return cls(reader, words)

    def filters(self, search: SavedSearch) -> PracticeFilter:
        return PracticeFilter(QueryDict(search.query), self.reader, self.words)

    def found(self, search: SavedSearch) -> PracticeQuerySet:
        """The list as it is for this reader now, in no order."""
        return self.filters(search).narrowed().order_by()

    def new_in(self, search: SavedSearch, until: datetime) -> PracticeQuerySet:
        """What was first published since its owner was told last, the newest first."""
        published = {"first_published_at__gt": search.told_until, "first_published_at__lte": until}
        return self.found(search).filter(**published).newest_first()

    def in_words(self, search: SavedSearch) -> list[str]:
        """Each filter with its values: "Theme: Money or Networks"."""
        filters = self.filters(search)
        chosen = filters.chosen.items()
        return [filter_in_words(filters, name, values) for name, values in chosen]


def name_for(words: Sequence[str]) -> str:
    """What a search may be called: as many of its filters as fit, none of them cut in two."""
    name, longest = ", ".join(words), SavedSearch._meta.get_field("name").max_length or 0
    for number in range(len(words) - 1, 0, -1):
        if len(name) <= longest:
            break
        name = f"{', '.join(words[:number])} …"
    return Truncator(name).chars(longest)


@dataclass(frozen=True)
class Row:
    """One line of the list of searches."""

    search: SavedSearch
    words: Sequence[str]
    found: int
    new: int

    @property
    def url(self) -> str:
        query = f"?{self.search.query}" if self.search.query else ""
        return f"{reverse('practice_list')}{query}"


def rows_of(searches: Sequence[SavedSearch], reader: Reader) -> list[Row]:
    """The searches with what each finds now and what is new, counted in one statement."""
    if not searches:
        return []
    catalogue = Catalogue.for_searches(searches, reader)
    counts = _counts(searches, catalogue)
    return [Row(each, catalogue.in_words(each), *counts.get(each.pk, (0, 0))) for each in searches]


def _counts(searches: Sequence[SavedSearch], catalogue: Catalogue) -> dict[int, tuple[int, int]]:
    now = clock.now()
    first, *others = [_counted(each, catalogue, now) for each in searches]
    rows = first.union(*others, all=True).order_by() if others else first
    return {pk: (found, new) for pk, found, new in rows}


def _counted(search: SavedSearch, catalogue: Catalogue, now: datetime) -> Any:
    is_new = Q(first_published_at__gt=search.told_until, first_published_at__lte=now)
    named = catalogue.found(search).annotate(search_=Value(search.pk, output_field=IntegerField()))
    counted = named.values("search_").annotate(found_=Count("pk"), new_=Count("pk", filter=is_new))
    return counted.values_list("search_", "found_", "new_")


def kept_of(search: SavedSearch) -> dict[str, Any]:
    """What is needed to bring it back, as JSON can hold it."""
    values = {name: getattr(search, name) for name in KEPT}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }
