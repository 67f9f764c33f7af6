"""A file that somebody sent: read by a child process, its faults said in sentences."""

import json
from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Final, Self

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import sandbox
from core.errors import BadInput, Refusal
from core.ui.numbers import number as in_words
from practices.sheets.headings import known_headings

TASK: Final = "practices.sheets.reading.file:read"
# What begins a line that is not a practice: the last one of our CSV, and those of the template.
END_MARK: Final = "# end"
EXAMPLE_MARK: Final = "# example, not imported"
HELP_MARK: Final = "# help:"
REMARKS: Final = (END_MARK, EXAMPLE_MARK, HELP_MARK)
KILOBYTE: Final = 1024
MEGABYTE: Final = 1024 * 1024
PACKED: Final = b"PK"


class Unreadable(BadInput):
    """The file as a whole cannot be read. One sentence says why and what to do."""


class NoRoom(Refusal):
    """Our own disk is full."""

    status = 503
    sentence = gettext_lazy("No file can be read at this moment. Try again in a few minutes.")


@dataclass(frozen=True)
class Row:
    """One row of the file with its number there; `faults` are codes by place."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str]


@dataclass(frozen=True)
class Table:
    """What was in the file."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    encoding: str = ""
    separator: str = ""

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """From the JSON that the child made, and that an import keeps."""
        faults: dict[int, dict[int, str]] = {}
        for number, place, code in data["faults"]:
            faults.setdefault(number, {})[place] = code
        return cls(
            headings=tuple(data["headings"]),
            rows=tuple(
                Row(number, tuple(cells), faults.get(number, {}))
                for number, cells in data["rows"]
                if not is_remark(cells)
            ),
            sheet=data.get("sheet", ""),
            encoding=data.get("encoding", ""),
            separator=data.get("separator", ""),
        )


def is_remark(cells: Sequence[str]) -> bool:
    """Whether the line speaks about the table, wherever its first column was moved to."""
    return any(cell.startswith(REMARKS) for cell in cells)


def data_of(file: bytes) -> dict[str, Any]:
    """The table as JSON keeps it; raises `Unreadable`."""
    refuse_too_large(file)
    answer = _read(file, settings.PRACTICE_IMPORT)
    if code := answer.get("fault"):
        raise Unreadable(sentence_for(code, answer["details"]))
    if all(is_remark(cells) for _number, cells in answer["rows"]):
        raise Unreadable(NO_ROWS)
    return answer


def refuse_too_large(file: bytes) -> None:
    """Before anything looks into it."""
    most = settings.PRACTICE_IMPORT["megabytes"]
    if len(file) > most * MEGABYTE:
        raise Unreadable(
            _("The file is larger than %(most)s MB. Split it, or leave pictures out.")
            % {"most": most}
        )


def takes_long_to_read(file: bytes) -> bool:
    """Whether nobody should wait for it on a page; a workbook is packed, as its beginning says."""
    limits = settings.PRACTICE_IMPORT
    kind = "workbook" if file.startswith(PACKED) else "text"
    return len(file) > limits[f"{kind}_kilobytes_at_once"] * KILOBYTE


def are_many(rows: Sized) -> bool:
    """Whether nobody should wait until so many rows are compared or written."""
    return len(rows) > settings.PRACTICE_IMPORT["rows_at_once"]


def _read(data: bytes, limits: Mapping[str, int]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(
            sandbox.run(
                TASK,
                data,
                seconds=limits["seconds"],
                megabytes=limits["memory_megabytes"],
                headings=known_headings(),
                rows=limits["rows"],
                columns=limits["columns"],
                unpacked=limits["unpacked_megabytes"] * MEGABYTE,
            )
        )
    except (sandbox.TooBig, sandbox.TooSlow):
        raise Unreadable(BOMB) from None
    except sandbox.Broken:
        raise Unreadable(BROKEN) from None
    except OSError:
        raise NoRoom from None
    return answer


NO_ROWS: Final = gettext_lazy(
    "The file has headings and nothing below them. Fill in a row and send it again."
)
BOMB: Final = gettext_lazy(
    "The file takes far too much room or time when it is unpacked. Copy the rows into a new file, "
    "without empty formatted rows and columns, and send that one."
)
BROKEN: Final = gettext_lazy(
    "The file is damaged and cannot be opened. Open it in your office program, save it as XLSX and "
    "send it again."
)
NOT_A_TABLE: Final = gettext_lazy("This is no spreadsheet. Send an XLSX or a CSV file.")
SENTENCES: Final[Mapping[str, str | Promise]] = {
    "empty": gettext_lazy("The file is empty. Send one with headings and rows."),
    "no_headings": gettext_lazy(
        "No headings were found. The first row must name the columns, as in the template."
    ),
    "not_a_table": NOT_A_TABLE,
    "document": NOT_A_TABLE,
    "web_page": gettext_lazy(
        "This is a web page under another name. Open it in your office program and save it as XLSX."
    ),
    "old_excel": gettext_lazy(
        "This is a file of an old Excel (.xls). Open it and save it as XLSX, then send that one."
    ),
    "binary_excel": gettext_lazy(
        "This is a binary Excel file (.xlsb). Open it and save it as XLSX, then send that one."
    ),
    "opendocument": gettext_lazy(
        "This is an OpenDocument file (.ods). Open it and save it as XLSX, then send that one."
    ),
    "password": gettext_lazy(
        "The file is protected by a password. Save it without one and send it again."
    ),
    "broken": BROKEN,
    "bomb": BOMB,
    "encoding": gettext_lazy(
        "The letters of this file cannot be read. Save it as “CSV UTF-8” or as XLSX."
    ),
    "cut_off": gettext_lazy(
        "The file ends inside row %(row)s: it was cut off. Download or save it again."
    ),
    "quotes": gettext_lazy(
        "A quotation mark in row %(row)s does not end with its cell. Save the file anew from your "
        "office program."
    ),
    "too_many_rows": gettext_lazy(
        "The file has more than %(most)s rows. Split it into several files."
    ),
    "far": gettext_lazy(
        "Cell %(cell)s holds something far away from the table, which may have %(most)s columns. "
        "Delete it and send the file again."
    ),
    "two_sheets": gettext_lazy(
        "Several sheets hold practices: %(names)s. Keep one, or call it “Practices”."
    ),
    "merged": gettext_lazy(
        "Cells are merged: %(cells)s. Split them, so that each row has values of its own."
    ),
}


def sentence_for(code: str, details: Mapping[str, Any]) -> str:
    """What the child found, in words."""
    words: dict[str, Any] = dict(details)
    if "most" in words:
        words["most"] = in_words(words["most"])
    for name, wrap in WRAPPED.items():
        if name in words:
            words[name] = ", ".join(wrap(str(each)) for each in words[name])
    return str(SENTENCES[code]) % words


WRAPPED: Final[Mapping[str, Callable[[str], str]]] = {
    "names": lambda name: f"“{name}”",
    "cells": str,
}
CELL_FAULTS: Final[Mapping[str, str | Promise]] = {
    "formula": gettext_lazy(
        "Cell %(cell)s holds a formula whose value is not in the file. Type the value, or open the "
        "file in your office program and save it once."
    ),
    "error": gettext_lazy("Cell %(cell)s holds the error of a formula. Type the value."),
    "control": gettext_lazy(
        "Cell %(cell)s holds a control character that cannot be stored. Type the text again."
    ),
    "long": gettext_lazy("Cell %(cell)s holds more text than any column takes. Shorten it."),
}
