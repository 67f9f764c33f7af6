"""An XLSX of any making: which sheet, which cells, and what stands in them. No Django here."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from practices.sheets.cells import folded
from practices.sheets.reading.table import (
    LOOKED_AT,
    Fault,
    Limits,
    Row,
    Table,
    headings_in,
    table_of,
)

NAME: Final = "practices"  # of the sheet that is taken where several could be meant
LONGEST_NAMES: Final = 3  # of what a sentence lists
NOT_COMPUTED: Final = object()
OTHER_KINDS: Final = {
    "content.xml": "opendocument",
    "xl/workbook.bin": "binary_excel",
    "word/document.xml": "document",
    "ppt/presentation.xml": "document",
}
LITERALS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read_workbook(data: bytes, limits: Limits) -> tuple[Table, dict[str, str]]:
    """The table, and the name of its sheet; raises `Fault`."""
    _look_inside(data, limits)
    warnings.simplefilter("ignore")  # about styles and comments, which nobody needs here
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = _sheet(book.worksheets, limits)
        reader = _Reader(sheet)
        table = table_of(reader.rows(), limits)
    except (Fault, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a broken file leads it into
        raise Fault("broken", said=f"{type(error).__name__}: {error}"[:200]) from None
    _refuse_merged(reader.merged, table)
    return table, {"sheet": sheet.title}


def _look_inside(data: bytes, limits: Limits) -> None:
    """Whether the packed file is a workbook, of a size that can be unpacked."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        raise Fault("broken") from None
    names = {each.filename for each in members}
    if any(each.flag_bits & 1 for each in members):
        raise Fault("password")
    if sum(each.file_size for each in members) > limits.unpacked:
        raise Fault("bomb")
    for name, kind in OTHER_KINDS.items():
        if name in names:
            raise Fault(kind)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Fault("not_a_table")


def _sheet(sheets: list[ReadOnlyWorksheet], limits: Limits) -> ReadOnlyWorksheet:
    """The one that holds a table of practices."""
    named = [each for each in sheets if folded(each.title) == NAME]
    if named:
        return named[0]
    shown = [each for each in sheets if each.sheet_state == "visible"]
    found = [each for each in shown if _headings(each, limits) > 1]
    if len(found) > 1:
        raise Fault("two_sheets", names=[each.title for each in found][:LONGEST_NAMES])
    if not sheets:
        raise Fault("empty")
    return found[0] if found else (shown or sheets)[0]


def _headings(sheet: ReadOnlyWorksheet, limits: Limits) -> int:
    return headings_in(islice(_Reader(sheet).rows(), LOOKED_AT), limits.headings)[1]


def _refuse_merged(ranges: list[Any], table: Table) -> None:
    """Cells that were merged above the headings are an ornament; in the table they hide values."""
    inside = [str(each.ref) for each in ranges if each.max_row >= table.heading_row]
    if inside:
        raise Fault("merged", cells=inside[:LONGEST_NAMES])


class _Parser(WorkSheetParser):  # type: ignore[misc]  # the package has no types
    """As the package reads cells, but a formula without a value is not taken for nothing."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = NOT_COMPUTED
        return cell


class _Reader:
    """Reads what is there: rows and cells far away cost nothing."""

    def __init__(self, sheet: ReadOnlyWorksheet) -> None:
        self.sheet = sheet
        self.merged: list[Any] = []

    def rows(self) -> Iterator[Row]:
        book = self.sheet.parent
        with self.sheet._get_source() as source:
            parser = _Parser(
                source,
                self.sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, cells in parser.parse():
                row = Row(number)
                for cell in cells:
                    self._put(row, cell)
                yield row
            self.merged = list(parser.merged_cells.mergeCell) if parser.merged_cells else []

    def _put(self, row: Row, cell: dict[str, Any]) -> None:
        value, column = cell["value"], cell["column"] - 1
        if value is NOT_COMPUTED:
            row.faults[column] = "formula"
        elif cell["data_type"] == "e":
            row.faults[column] = "error"
        elif isinstance(value, date):
            row.put(column, self._date(value, cell))
        elif value is not None:
            row.put(column, _in_words(value))

    def _date(self, value: date, cell: dict[str, Any]) -> str:
        """As precise as the cell shows it: 2011, 2011-04, 2011-04-05."""
        style: str = ReadOnlyCell(self.sheet, **cell).number_format
        shown = LITERALS.sub("", style).casefold()
        day = (value.date() if isinstance(value, datetime) else value).isoformat()
        if "d" in shown:
            return day
        return day[:7] if "m" in shown else day[:4]


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)
