"""A page of the catalogue: its numbers and its rows, in two queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, cast

from django.core.paginator import InvalidPage, Page, Paginator
from django.db import connection
from django.db.models.base import ModelState
from django.utils.translation import get_language
from psycopg.types.numeric import Int8

from core.errors import BadInput
from core.guard import PAGE
from core.public_changes import WhileUnchanged
from core.statements import preparing_cursor
from core.ui.kept import Same
from practices.filters import PracticeFilter
from practices.finding.cards import Card
from practices.finding.facets import SHOWN
from practices.finding.highlights import Marks, hit_of, marks_of
from practices.finding.vocabulary import Vocabulary
from practices.models import Practice
from practices.querysets import Standing, reads_every_status
from practices.search import Question, Tally, answer_to, sql
from regions.models import Region
from regions.reader import Reader

ROWS = 20
FARTHEST = 10**9  # rows; how many there are is known only with the rows of the page
# A list of twenty would carry the long texts for nothing.
SHOWN_FIELDS: Final = {
    *("id", "slug", "title", "summary", "is_stub", "language", "organisation", "place"),
    *("countries", "starts_on", "starts_precision", "ends_on", "ends_precision", "period_text"),
    *("maturity", "theme", "origin_region"),
}


type Row = tuple[Any, ...]

MOST_ROWS: Final = 2_000
KEPT_ROWS: Final = WhileUnchanged[dict[tuple[str, int], Row]](dict)  # by words and id


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
        question = filters.question(first=(wanted - 1) * ROWS, rows=ROWS, most=SHOWN)
        tally = answer_to(question)
        paginator = _pages_of(tally.found)
        paginator.validate_number(wanted)
    except InvalidPage:
        raise BadInput(PAGE) from None
    cards = cards_of(question, filters.words, tally.ids)
    rows = [card.practice for card in cards]
    return Listing(tally, Page(rows, wanted, paginator), cards)


def _pages_of(found: int) -> "Paginator[Practice]":
    """Pages of a list whose rows are fetched elsewhere."""
    paginator = Paginator(Practice.objects.none(), ROWS)
    paginator.count = found
    return paginator


def cards_of(question: Question, words: Vocabulary, ids: list[int]) -> list[Card]:
    """The practices with these ids in this order, with what a row shows: one query."""
    found = kept_rows(question, ids)
    rows = [found[pk] for pk in ids if pk in found]
    origins = _origins_of(rows, words)
    themes = {each.id: each for each in words.themes}
    shared = Same(words.regions), get_language()
    return [
        kept_card(
            _hashable(row),
            Same(themes.get(row[_at("theme_id")])),
            Same(origins.get(row[_at("origin_region_id")])),
            *shared,
        )
        for row in rows
    ]


def kept_rows(question: Question, ids: list[int]) -> dict[int, Row]:
    """The rows by id. Those that everybody may read stay until something public changes.

    What a member reads of statuses is not public, so their rows are asked for each time.
    """
    kept = None if reads_every_status(question.reader) else KEPT_ROWS.now()
    if kept is None:
        return _rows_of(question, ids)
    # Taken out first: other threads may clear it meanwhile.
    found = {pk: row for pk in ids if (row := kept.get((question.words, pk)))}
    if new := [pk for pk in ids if pk not in found]:
        rows = _rows_of(question, new)
        if len(kept) > MOST_ROWS:
            kept.clear()
        kept |= {(question.words, pk): row for pk, row in rows.items()}
        found |= rows
    return found


def _rows_of(question: Question, ids: list[int]) -> dict[int, Row]:
    if not ids:
        return {}
    transfers, parameters = question.transfers
    marks = marks_of(question.words)
    statement = statement_of(marks, transfers)
    values = {"ids": list(map(Int8, ids)), **parameters, **marks.parameters}
    with preparing_cursor(connection) as cursor:  # planning it takes as long as reading the rows
        cursor.execute(statement, values)
        return {row[0]: row for row in cursor.fetchall()}


@lru_cache(maxsize=32)
def statement_of(marks: Marks, transfers: str) -> str:
    """In one line: psycopg remembers how it read a text of at most 4,096 letters."""
    text = sql.PAGE.format(
        columns=_columns(),
        marks=marks.columns,
        read=marks.read,
        transfers=transfers,
        listed=_listed(),
    )
    return " ".join(text.split())


def _origins_of(rows: list[Row], words: Vocabulary) -> dict[int, Region]:
    """Regions as the vocabulary has them; those that left are fetched."""
    known = {each.id: each for each in words.regions}
    left = {row[_at("origin_region_id")] for row in rows} - known.keys() - {None}
    return known | Region.objects.in_bulk(left) if left else known


def _hashable(row: Row) -> Row:
    """Only the countries come as a list."""
    at = _at("countries")
    return (*row[:at], tuple(row[at]), *row[at + 1 :])


@lru_cache(maxsize=1024)  # the same practices stand on many pages
def kept_card(row: Row, theme: Same, origin: Same, regions: Same, _language: str | None) -> Card:
    """From the columns of `sql.PAGE`; `regions` are those that the strip shows.

    Made without `from_db`, which looks at all fifty fields of each row.
    """
    *values, both, text, tags, transfers = row
    practice = Practice.__new__(Practice)
    practice._state = ModelState()
    practice._state.adding = False
    practice._state.fields_cache = {"theme": theme.it, "origin_region": origin.it}
    practice.__dict__.update(zip(_shown_fields(), values, strict=True))
    practice.tag_labels = json.loads(tags)
    practice.readable_transfers = [Standing(*each) for each in json.loads(transfers)]
    shown = {region.id for region in cast(Iterable[Region], regions.it)}
    return Card.of(practice, shown, hit_of(both, text))


@cache
def _shown_fields() -> list[str]:
    """In the order of the model."""
    return [each.attname for each in Practice._meta.concrete_fields if each.name in SHOWN_FIELDS]


@cache
def _at(name: str) -> int:
    """The place of a field among them."""
    return _shown_fields().index(name)


@cache
def _columns() -> str:
    return ", ".join(f"practice.{name}" for name in _shown_fields())


@cache
def _listed() -> str:
    """The list is the same for everybody; the index should hold nothing else, but who knows."""
    listed = Practice.objects.listed_for(Reader.visitor()).order_by()
    return str(listed.values("pk").query)
