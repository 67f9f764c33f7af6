"""Workbooks made for one person: what goes in, where the bytes lie, and whether they may go out.

The bytes lie in the default storage under a name that nobody can guess. A row is there before them
and refers to them; what no row refers to any more is removed at night.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from secrets import token_hex
from tempfile import TemporaryFile
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import QueryDict

from core import links
from core.errors import room_or_refusal
from core.progress import Tell
from practices.filters import PracticeFilter, Vocabulary
from practices.models import ExportFile, ExportOf, Practice, Revision
from practices.querysets import PracticeQuerySet, RevisionQuerySet
from practices.sheets.entries import Entry
from practices.sheets.export import numbered_drafts, numbered_entries, write_workbook
from practices.sheets.names import Names
from regions.reader import Reader

FOLDER: Final = "exports"


@dataclass(frozen=True)
class Made:
    size: int
    ids: list[int]


def new_place() -> str:
    return f"{FOLDER}/{token_hex(16)}.xlsx"


def make(file: ExportFile, reader: Reader, tell: Tell) -> Made:
    """Write what the reader may read now; a file that was half made is made anew."""
    ids: list[int] = []
    total, rows = _rows(file, reader)

    def counted() -> Iterator[Entry]:
        for pk, entry in tell.each("rows", rows, total):
            ids.append(pk)
            yield entry
        tell("pack")

    with room_or_refusal(), TemporaryFile() as book:
        write_workbook(book, counted(), Names.for_reader(reader))
        size = book.seek(0, SEEK_END)
        book.seek(0)
        default_storage.delete(file.place)
        default_storage.save(file.place, File(book))
    return Made(size, ids)


def found_for(query: str, reader: Reader) -> PracticeQuerySet:
    """The list with the filters of an address."""
    words = Vocabulary.for_reader(reader)
    found: PracticeQuerySet = PracticeFilter(QueryDict(query), reader, words).found()
    return found


def drafts_for(reader: Reader) -> RevisionQuerySet:
    return Revision.objects.visible_to(reader).written_by_partners_of(reader).for_desk()


def _rows(file: ExportFile, reader: Reader) -> tuple[int, Iterator[tuple[int, Entry]]]:
    if file.what == ExportOf.DRAFTS:
        drafts = drafts_for(reader)
        return drafts.count(), numbered_drafts(drafts)
    found = found_for(file.query, reader)
    listed = Practice.objects.listed_for(reader)
    return found.count(), numbered_entries(found, listed, links.absolute("/"))


def is_readable(file: ExportFile, reader: Reader) -> bool:
    """Whether the reader may still read everything that stands in it."""
    rows: QuerySet[Practice] | QuerySet[Revision] = Practice.objects.listed_for(reader)
    if file.what == ExportOf.DRAFTS:
        rows = Revision.objects.visible_to(reader).written_by_partners_of(reader)
    return rows.order_by().filter(pk__in=file.ids).count() == len(file.ids)


def opened(file: ExportFile) -> File:  # type: ignore[type-arg]  # the storage decides of what
    """The bytes. Raises `FileNotFoundError` when the storage lost them."""
    return default_storage.open(file.place, "rb")


def remove_unused() -> int:
    """Delete the bytes that no row refers to; how many."""
    try:
        places = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        return 0
    used = set(ExportFile.objects.filter(place__in=places).values_list("place", flat=True))
    for place in places - used:
        default_storage.delete(place)
    return len(places - used)
