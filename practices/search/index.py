"""Keeps the tables that the catalogue is searched in: each write in the action's transaction.

One writer at a time, until its transaction ends: the counts of the values are sums over all
entries. Readers wait for nobody.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction

from practices.models import CatalogueEntry, CatalogueValue, Practice
from practices.models.catalogue import VALUE_BITS
from practices.search import sql
from practices.search.facets import Values
from practices.search.source import PART_END, Source, sources_of
from regions.reader import Reader

WRITERS_LOCK: Final = 7_261_001  # any number that no other advisory lock of ours has
BATCH: Final = 500
REPEATED_WORDS: Final = 12  # of a long text, kept for the ranking

NO_TEXT: Final = {
    "config": "catalogue_simple",
    **dict.fromkeys(("mark", "title", "summary", "about", "body", "everything"), ""),
}


def index(practice: Practice) -> None:
    """Let the catalogue find a practice as it is now, or no longer find it."""
    index_all([practice.pk])


def index_all(ids: Iterable[int]) -> None:
    """The same for many; for an action, inside its transaction."""
    with transaction.atomic(savepoint=False):
        hold_index()
        for batch in batched(sorted(set(ids)), BATCH):
            _keep(batch)


def rebuild() -> int:
    """Make everything anew from the practices; returns how many are listed. Readers go on."""
    with transaction.atomic():
        hold_index()
        listed = Practice.objects.listed_for(Reader.system())
        CatalogueEntry.objects.exclude(practice__in=listed.order_by().values("pk")).delete()
        ids = listed.order_by("pk").values_list("pk", flat=True)
        for batch in batched(ids, BATCH):
            _keep(batch)
        with connection.cursor() as cursor:
            cursor.execute(sql.RECOUNT)
        CatalogueValue.objects.filter(count=0).delete()
        return CatalogueEntry.objects.count()


def hold_index() -> None:
    """Keep other writers of the index away until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


def _keep(ids: Sequence[int]) -> None:
    """Replace the entries of these practices, and move the counts by what that changes."""
    sources = sources_of(ids)
    numbers = _numbers_of(set().union(*(source.values for source in sources)))
    codes = {
        source.practice.pk: sorted(numbers[value] for value in source.values) for source in sources
    }
    entries = CatalogueEntry.objects.filter(pk__in=ids)
    before = dict(entries.values_list("pk", "codes"))
    if gone := before.keys() - codes.keys():
        entries.filter(pk__in=gone).delete()
    if sources:
        rows = [_row_of(source, codes[source.practice.pk]) for source in sources]
        values: dict[str, Any] = {
            "sources": json.dumps(rows),
            "repeated": REPEATED_WORDS,
            "end": PART_END,
        }
        with connection.cursor() as cursor:
            cursor.execute(sql.KEEP, values)
    _move_counts(before, codes)


def _row_of(source: Source, codes: Sequence[int]) -> dict[str, object]:
    practice, texts = source.practice, [text.as_json() for text in source.texts]
    published = practice.first_published_at
    return {
        "practice_id": practice.pk,
        "codes": codes,
        "title_sort": practice.title_sort,
        "first_published_at": published.isoformat() if published else None,
        "origin_region_id": practice.origin_region_id,
        "marks": " ".join(text["mark"] for text in texts),
        "one": texts[0],
        "two": texts[1] if len(texts) > 1 else NO_TEXT,
    }


def _move_counts(before: Mapping[int, Iterable[int]], after: Mapping[int, Iterable[int]]) -> None:
    moved = Counter(code for codes in after.values() for code in codes)
    moved.subtract(code for codes in before.values() for code in codes)
    steps = {code: by for code, by in moved.items() if by}
    if steps:
        with connection.cursor() as cursor:
            cursor.execute(sql.MOVE_COUNTS, [list(steps), list(steps.values())])


def _numbers_of(values: Values) -> Mapping[tuple[int, str], int]:
    """The number of each value, given to those that are new."""
    facets, names = [facet for facet, _name in values], [name for _facet, name in values]
    known = CatalogueValue.objects.filter(facet__in=set(facets), value__in=set(names))
    numbers = {(facet, value): pk for pk, facet, value in known.values_list("pk", "facet", "value")}
    missing = sorted(values - numbers.keys())
    if missing:
        made = list(_new_values(missing))
        CatalogueValue.objects.bulk_create(made)
        numbers |= {(each.facet, each.value): each.pk for each in made}
    return numbers


def _new_values(missing: Iterable[tuple[int, str]]) -> Iterator[CatalogueValue]:
    """Each with the next number of its facet; the lock keeps other writers away."""
    last: dict[int, int] = {}
    for pk, facet in CatalogueValue.objects.order_by("pk").values_list("pk", "facet"):
        last[facet] = pk
    for facet, value in missing:
        last[facet] = last.get(facet, facet << VALUE_BITS) + 1
        yield CatalogueValue(pk=last[facet], facet=facet, value=value)
