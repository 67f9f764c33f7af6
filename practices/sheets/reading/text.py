"""A CSV of any making: its letters, its separator, its rows. No Django here."""

import codecs
import csv
import re
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from practices.sheets.reading.table import (
    LOOKED_AT,
    Fault,
    Limits,
    Row,
    Table,
    headings_in,
    table_of,
)

SEPARATORS: Final = (";", ",", "\t")
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS: Final = frozenset({*range(9), *range(14, 32)})
LOOKED_INTO: Final = 200_000  # characters in which the separator must show itself
HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # as some programs write it
LOST: Final = "\ufffd"  # stands for the letter of which only the first bytes arrived


def read_text(data: bytes, limits: Limits) -> tuple[Table, dict[str, str]]:
    """The table, and how the file was understood; raises `Fault`."""
    csv.field_size_limit(sys.maxsize)  # a long cell has a fault of its own
    text, encoding = decoded(data)
    first_row = 1
    separator = ""
    if hint := HINT.match(text):
        separator, text, first_row = hint[1], text[hint.end() :], 2
    separator = separator or separator_of(text, limits)
    table = table_of(_rows(text, separator, first_row), limits)
    return table, {"encoding": encoding, "separator": separator}


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; raises `Fault` for what is no text."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    encoding = marked or _unmarked_utf16(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        if _ends_inside_a_letter(error) and (marked or not whole.isascii()):
            text = whole.decode(encoding) + LOST
        elif marked:
            raise Fault("encoding") from None
        else:
            text, encoding = _western(data), "windows-1252"
    if "\x00" in text:
        raise Fault("not_a_table")
    return text, encoding.removesuffix("-sig")


def _ends_inside_a_letter(error: UnicodeDecodeError) -> bool:
    return "end of data" in error.reason or "truncated" in error.reason


def _unmarked_utf16(data: bytes) -> str:
    """Two bytes a letter: every second byte of most texts is zero."""
    sample = data[:2_000]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > half * 0.4 else ""


def _western(data: bytes) -> str:
    if CONTROLS.intersection(data):  # pictures and programs can be read so, too
        raise Fault("not_a_table")
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        raise Fault("encoding") from None


def separator_of(text: str, limits: Limits) -> str:
    """The one that makes most known headings."""

    def found(separator: str) -> int:
        sample = StringIO(text[:LOOKED_INTO], newline="")
        rows = (_row(1, cells) for cells in csv.reader(sample, delimiter=separator))
        return headings_in(islice(rows, LOOKED_AT), limits.headings)[1]

    return max(SEPARATORS, key=found)


def _rows(text: str, separator: str, first: int) -> Iterator[Row]:
    """Each record with the number that a program for spreadsheets gives its row."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number, widest, cells = first, 0, list[str]()
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            code = "cut_off" if "unexpected end" in str(error) else "quotes"
            raise Fault(code, row=number) from None
        yield _row(number, cells)
        number, widest = number + 1, max(widest, len(cells))
    # Its missing cells would be taken for empty ones, and those clear what is in the catalogue.
    if text.endswith(LOST) or (len(cells) < widest and not text.endswith(("\n", "\r"))):
        raise Fault("cut_off", row=number - 1)


def _row(number: int, cells: list[str]) -> Row:
    row = Row(number)
    for column, text in enumerate(cells):
        row.put(column, text)
    return row
