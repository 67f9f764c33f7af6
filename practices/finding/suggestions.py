"""What somebody may be looking for while they type: practices, tags, regions, organisations.

Only what the list of the reader holds is ever suggested: three queries, whatever was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Practice, Tag
from practices.querysets import PracticeQuerySet
from practices.search import MAX_QUERY, PLAIN
from practices.writing.spelling import fold
from regions.models import Region
from regions.names import sort_key
from regions.reader import Reader

FEWEST_LETTERS: Final = 2
MOST: Final = 8  # in all groups; practices make room for the others
MOST_PRACTICES: Final = 4
MOST_OTHERS: Final = 2  # in each of the other groups

type Rows = QuerySet[Any, tuple[str, str, str, str, str]]  # kind, text, slug, aside, language


@dataclass(frozen=True)
class Suggestion:
    """A way to a practice or to a list; `aside` tells equal names apart."""

    text: str
    url: str
    aside: str = ""
    language: str = ""


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind."""

    heading: str | Promise
    items: list[Suggestion]


def suggestions_for(typed: str, reader: Reader) -> list[Group]:
    """Each word begun is looked for at the beginning of words, without case and accents."""
    words = re.findall(r"\w+", typed[:MAX_QUERY])
    if sum(map(len, words)) < FEWEST_LETTERS:
        return []
    practices, organisations = _from_texts(words, reader)
    tags, regions = _tags(words, reader), _regions(words, reader)
    room = MOST - len(organisations) - len(tags) - len(regions)
    groups = [
        Group(_("Practices"), practices[:room]),
        Group(_("Tags"), tags),
        Group(_("Partner regions"), regions),
        Group(_("Organisations"), organisations),
    ]
    return [group for group in groups if group.items]


def _from_texts(words: list[str], reader: Reader) -> tuple[list[Suggestion], list[Suggestion]]:
    """Practices by the words of their titles, and organisations that practices name."""
    listed = Practice.objects.listed_for(reader).order_by()
    begun = SearchQuery(_begun(words), config=PLAIN, search_type="raw")
    titles, owners = _titles(listed, begun, words), _organisations(listed, begun)
    practices, organisations = [], []
    for kind, text, slug, aside, language in titles.union(owners, all=True).order_by():
        if kind == "practice":
            url = reverse("practice_detail", args=[slug])
            practices.append(Suggestion(text, url, aside, language))
        else:
            organisations.append(Suggestion(text, _list_of(q=_phrase(text))))
    return practices, organisations


def _begun(words: Iterable[str]) -> str:
    """For PostgreSQL: all words, the last of them only begun."""
    return " & ".join(f"'{word}'" for word in words) + ":*"


def _titles(listed: PracticeQuerySet, begun: SearchQuery, words: list[str]) -> Rows:
    found: QuerySet[Any] = listed.annotate(
        words_=SearchVector("title", config=PLAIN),
        starts_=Q(title_sort__startswith=sort_key(" ".join(words))),
    ).filter(words_=begun)
    ordered = found.order_by(F("starts_").desc(), "title_sort", "pk")
    aside = Coalesce("origin_region__name", Value(""), output_field=CharField())
    named = ordered.annotate(kind_=Value("practice", CharField()), aside_=aside)
    rows: Rows = named.values_list("kind_", "title", "slug", "aside_", "language")
    return rows[:MOST_PRACTICES]


def _organisations(listed: PracticeQuerySet, begun: SearchQuery) -> Rows:
    none = Value("", CharField())
    found: QuerySet[Any] = listed.annotate(words_=SearchVector("organisation", config=PLAIN))
    named = found.filter(words_=begun).annotate(
        kind_=Value("organisation", CharField()), slug_=none, aside_=none, language_=none
    )
    rows: Rows = named.values_list("kind_", "organisation", "slug_", "aside_", "language_")
    return rows.distinct().order_by("organisation")[:MOST_OTHERS]


def _tags(words: Iterable[str], reader: Reader) -> list[Suggestion]:
    begun = fold(" ".join(words))
    found = Tag.objects.visible_to(reader).beginning_with(begun)
    starts: QuerySet[Any] = found.annotate(starts_=Q(folded__startswith=begun))
    ordered = starts.order_by(F("starts_").desc(), Length("folded"), "folded")[:MOST_OTHERS]
    return [Suggestion(tag.name, _list_of(tag=tag.slug)) for tag in ordered]


def _regions(words: Iterable[str], reader: Reader) -> list[Suggestion]:
    """Few enough to be looked through here, in both of their names."""
    practices = Practice.objects.listed_for(reader).filter(origin_region=OuterRef("pk"))
    regions = Region.objects.visible_to(reader).active().in_strip_order()
    begun = re.compile(rf"\b{re.escape(fold(' '.join(words)))}")
    return [
        Suggestion(region.name, _list_of(region=region.code))
        for region in regions.filter(Exists(practices.order_by()))
        if begun.search(fold(region.name)) or begun.search(fold(region.local_name))
    ][:MOST_OTHERS]


def _phrase(organisation: str) -> str:
    """The name as one phrase, as much of it as a search may hold."""
    words = organisation.replace('"', " ").split()
    while len(" ".join(words)) > MAX_QUERY - 2:
        words.pop()
    return f'"{" ".join(words)}"'


def _list_of(**filters: str) -> str:
    query = QueryDict(mutable=True)
    query.update(filters)
    return f"{reverse('practice_list')}?{query.urlencode()}"
