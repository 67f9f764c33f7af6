"""Lists of the catalogue that people keep: their filters in words, what they find, what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Count, IntegerField, Q, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from practices.facets import address_without, chip_label
from practices.filters import PracticeFilter, Vocabulary
from practices.models import Practice, SavedSearch, Tag
from practices.querysets import PracticeQuerySet
from regions.reader import Reader

# What brings a deleted search back.
KEPT = ("name", "query", "is_shared", "sends_mail", "partner_id", "made_at", "told_until")

type Tags = Mapping[str, Tag]


def normalised(query: str, reader: Reader) -> str:
    """What the catalogue understands of an address, in one order; the page number is left out."""
    words = Vocabulary.for_reader(reader)
    listed = Practice.objects.listed_for(reader)
    kept = QueryDict(mutable=True)
    filters = PracticeFilter(QueryDict(query), listed, reader, words)
    for name, values in sorted(QueryDict(address_without(filters).lstrip("?")).lists()):
        kept.setlist(name, sorted(set(values)))
    return kept.urlencode()


@dataclass(frozen=True)
class Catalogue:
    """What several searches need alike: the names behind codes and tags, in four queries."""

    reader: Reader
    words: Vocabulary
    tags: Tags

    @classmethod
    def for_searches(cls, searches: Iterable[SavedSearch], reader: Reader) -> Self:
        slugs = {slug for each in searches for slug in QueryDict(each.query).getlist("tag")}
        tags = {each.slug: each for each in Tag.objects.filter(slug__in=slugs)} if slugs else {}
        return cls(reader, Vocabulary.for_reader(reader), tags)

    def filters(self, search: SavedSearch) -> PracticeFilter:
        """Without its tags: a form would look them up for each search anew."""
        data = QueryDict(search.query, mutable=True)
        data.pop("tag", None)
        listed = Practice.objects.listed_for(self.reader)
        return PracticeFilter(data, listed, self.reader, self.words)

    def tags_of(self, search: SavedSearch) -> list[Tag]:
        """Those that still exist."""
        slugs = QueryDict(search.query).getlist("tag")
        return [self.tags[each] for each in slugs if each in self.tags]

    def found(self, search: SavedSearch) -> PracticeQuerySet:
        """The list as it is for this reader now, in no order."""
        filters = self.filters(search)
        found: PracticeQuerySet = filters.by_tag(filters.narrowed(), "tag", self.tags_of(search))
        return found.order_by()

    def new_in(self, search: SavedSearch, until: datetime) -> PracticeQuerySet:
        """What was first published since its owner was told last, the newest first."""
        published = {"first_published_at__gt": search.told_until, "first_published_at__lte": until}
        return self.found(search).filter(**published).newest_first()

    def in_words(self, search: SavedSearch) -> list[str]:
        """Each filter as its chip says it."""
        filters = self.filters(search)
        chips = [
            chip_label(filters, name, value)
            for name, values in filters.chosen.items()
            for value in values
        ]
        return chips + [_("Tags: %(name)s") % {"name": tag.name} for tag in self.tags_of(search)]


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
