"""What every kind of file becomes: headings, rows of text, and the cells that hold none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final

from practices.sheets.cells import LONGEST_CELL, UNWRITABLE, folded, reference

LOOKED_AT: Final = 20  # rows in which the headings may stand
CARRIAGE_RETURN: Final = re.compile(r"_x000[dD]_")  # as workbooks write it


class Fault(Exception):
    """Why the file cannot be read: a code, for which the parent has a sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Limits:
    """How much of a table is read; known headings are folded."""

    headings: frozenset[str]
    rows: int
    columns: int
    unpacked: int  # bytes


@dataclass
class Row:
    """The cells of a row that hold something, by column; `faults` are codes."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.cells and not self.faults

    def put(self, column: int, text: str) -> None:
        """Keep a text, if it can be stored; spaces alone are nothing."""
        text = CARRIAGE_RETURN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return
        if UNWRITABLE.search(text):
            self.faults[column] = "control"
        elif len(text) > LONGEST_CELL:
            self.faults[column] = "long"
        else:
            self.cells[column] = text


@dataclass
class Table:
    """Everything below the headings."""

    heading_row: int
    headings: dict[int, str]
    rows: list[Row]

    def as_data(self) -> dict[str, Any]:
        """For JSON: cells as lists from the first column to the last heading or cell."""
        width = 1 + max([*self.headings, *(column for row in self.rows for column in row.cells)])
        return {
            "heading_row": self.heading_row,
            "headings": [self.headings.get(column, "") for column in range(width)],
            "rows": [
                [row.number, [row.cells.get(column, "") for column in range(width)]]
                for row in self.rows
            ],
            "faults": [
                [row.number, column, code]
                for row in self.rows
                for column, code in sorted(row.faults.items())
            ],
        }


def headings_in(rows: Iterable[Row], known: frozenset[str]) -> tuple[int, int]:
    """Which of the first rows holds most known headings, and how many; (-1, 0) if none does."""
    best, most = -1, 0
    for index, row in enumerate(rows):
        found = sum(folded(text) in known for text in row.cells.values())
        if found > most:
            best, most = index, found
    return best, most


def table_of(rows: Iterator[Row], limits: Limits) -> Table:
    """The table among the rows of a sheet; raises `Fault`."""
    filled = (row for row in rows if not row.is_empty)
    head = list(islice(filled, LOOKED_AT))
    if not head:
        raise Fault("empty")
    place, _found = headings_in(head, limits.headings)
    if place < 0:
        raise Fault("no_headings", row=head[0].number)
    heading = head[place]
    body: list[Row] = []
    for row in chain(head[place + 1 :], filled):
        if len(body) == limits.rows:
            raise Fault("too_many_rows", most=limits.rows)
        _refuse_far(row, limits)
        body.append(row)
    _refuse_far(heading, limits)
    return Table(heading.number, heading.cells, body)


def _refuse_far(row: Row, limits: Limits) -> None:
    last = max([*row.cells, *row.faults], default=0)
    if last >= limits.columns:
        raise Fault("far", cell=reference(last, row.number), most=limits.columns)
