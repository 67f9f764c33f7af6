"""The report as a workbook: figures, records, contributions."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.exports.tables import Cell, Table, harmless, standing_of, tables_of, title_of
from reports.sheet import Sheet

LONGEST_CELL: Final = 32_767
WIDTHS: Final = (24, 48, 18, 28, 40)


def workbook_of(sheet: Sheet) -> bytes:
    """One sheet for each table; what the file is stands above each of them."""
    stream = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title_of(sheet), "comments": "; ".join(standing_of(sheet))})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables_of(sheet):
            _write(book.add_worksheet(table.name), table, sheet, bold, day)
    return stream.getvalue()


def _write(page: Worksheet, table: Table, sheet: Sheet, bold: Format, day: Format) -> None:
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, title_of(sheet), bold)
    standing = standing_of(sheet)
    for row, line in enumerate(standing, start=1):
        page.write_string(row, 0, line)
    top = len(standing) + 2  # one line stays empty
    for column, name in enumerate(table.head):
        page.write_string(top, column, name, bold)
    for row, cells in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(cells):
            _cell(page, row, column, cell, day)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    match cell:
        case None:
            return
        case Decimal() | int():
            page.write_number(row, column, float(cell))
        case date():
            page.write_datetime(row, column, cell, day)
        case _:
            page.write_string(row, column, harmless(cell)[:LONGEST_CELL])
