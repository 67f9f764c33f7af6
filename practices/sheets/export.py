"""Practices going out: rows in portions, so that a hundred thousand need no more room than one."""

import csv
import json
from array import array
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import batched
from tempfile import TemporaryFile
from typing import IO, Any, Final

import xlsxwriter
from django.core.serializers.json import DjangoJSONEncoder
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from practices.querysets import PracticeQuerySet, RevisionQuerySet
from practices.sheets.cells import LONGEST_CELL, TOO_LONG, harmless, harmless_untyped
from practices.sheets.entries import ALL, HEADINGS, Entry, record_of, row_of
from practices.sheets.files import END_MARK
from practices.sheets.names import Names

AT_ONCE: Final = 200
SEPARATOR: Final = ";"  # the one that office programs of our countries expect
BYTE_ORDER_MARK: Final = "\ufeff"  # so that they read the letters of every language
SHEET: Final = "Practices"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE: Final = 64 * 1024
# A text is what it is: no formula, no link, no number.
OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Dates as they are known; a program may take them for what they are.
UNMARKED: Final = {"starts", "ends", "first_published", "published", "confirmed"}


def public_entries(
    found: PracticeQuerySet, listed: PracticeQuerySet, origin: str
) -> Iterator[Entry]:
    """The practices `found`, in their order, as everybody reads them."""
    return (entry for _pk, entry in numbered_entries(found, listed, origin))


def numbered_entries(
    found: PracticeQuerySet, listed: PracticeQuerySet, origin: str
) -> Iterator[tuple[int, Entry]]:
    """The same, each with the id of its practice.

    Each portion is looked up among `listed` again: what is hidden meanwhile is left out.
    """
    ids = array("q", found.values_list("pk", flat=True).iterator(chunk_size=5_000))
    for portion in batched(ids, AT_ONCE):
        by_id = {each.pk: each for each in listed.filter(pk__in=portion).with_sheet()}
        yield from ((pk, Entry.of_public(by_id[pk], origin)) for pk in portion if pk in by_id)


def draft_entries(drafts: RevisionQuerySet) -> Iterator[Entry]:
    """Texts that are being written, in the order of the desk."""
    return (entry for _pk, entry in numbered_drafts(drafts))


def numbered_drafts(drafts: RevisionQuerySet) -> Iterator[tuple[int, Entry]]:
    """The same, each with the id of its text."""
    rows = drafts.with_practice().with_parts()
    yield from ((each.pk, Entry.of_draft(each)) for each in rows.iterator(chunk_size=AT_ONCE))


def csv_pieces(entries: Iterator[Entry], names: Names) -> Iterator[bytes]:
    """Semicolons between the cells; the last line says how many rows there should be."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=SEPARATOR, lineterminator="\r\n")

    def taken() -> bytes:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text.encode()

    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(HEADINGS)
    count = 0
    for portion in batched(entries, AT_ONCE):
        for entry in portion:
            writer.writerow(_untyped(row_of(entry, names)))
        count += len(portion)
        yield taken()
    writer.writerow([end_line(count), *[""] * (len(HEADINGS) - 1)])
    yield taken()


def end_line(count: int) -> str:
    return f"{END_MARK}, {count} rows"


def _untyped(cells: list[str]) -> list[str]:
    return [
        cell if column.key in UNMARKED else harmless_untyped(cell)
        for column, cell in zip(ALL, cells, strict=True)
    ]


def json_pieces(entries: Iterator[Entry], names: Names, about: dict[str, Any]) -> Iterator[bytes]:
    """One object: what it is, the practices, their number; a file that was cut off is no JSON."""
    yield f'{{"about": {json.dumps(about)},\n"practices": ['.encode()
    count = 0
    for portion in batched(entries, AT_ONCE):
        records = [
            json.dumps(record_of(entry, names), cls=DjangoJSONEncoder, ensure_ascii=False)
            for entry in portion
        ]
        lead = ",\n" if count else "\n"
        count += len(portion)
        yield (lead + ",\n".join(records)).encode()
    yield f'\n],\n"count": {count}}}\n'.encode()


def workbook_pieces(entries: Iterator[Entry], names: Names) -> Iterator[bytes]:
    """An XLSX, written row by row into a file and then read from there."""
    with TemporaryFile() as file:
        write_workbook(file, entries, names)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def write_workbook(file: IO[bytes], entries: Iterable[Entry], names: Names) -> None:
    """Row by row, so that a long one needs no more memory than a short one."""
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        styles = Styles(book)
        write_headings(page, styles)
        for number, entry in enumerate(entries, start=1):
            write_row(page, number, row_of(entry, names), styles.text)


class Styles:
    """How the cells of a workbook look: text stays text, whatever is typed into it."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.text: Format = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.head: Format = book.add_format({"num_format": "@", "bold": True, "valign": "top"})


def write_headings(page: Worksheet, styles: Styles) -> None:
    for column, each in enumerate(ALL):
        page.set_column(column, column, each.width, styles.text)
    page.freeze_panes(1, 3)
    for column, heading in enumerate(HEADINGS):
        page.write_string(0, column, heading, styles.head)


def write_row(page: Worksheet, number: int, cells: list[str], style: Format) -> None:
    page.set_row(number, 30)  # two lines of each text: rows stay on one screen
    for column, cell in enumerate(cells):
        if cell:
            page.write_string(number, column, typed(cell), style)


def typed(cell: str) -> str:
    """What a workbook holds of it."""
    text = harmless(cell)
    return TOO_LONG if len(text) > LONGEST_CELL else text
