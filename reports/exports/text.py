"""The report as CSV: its figures with the records behind them, for any program."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from reports.exports.tables import Cell, harmless, standing_of, tables_of, title_of
from reports.sheet import Sheet

MARK = "\ufeff"  # so that spreadsheets read the letters of every language


def csv_of(sheet: Sheet) -> str:
    """The tables one below the other, an empty line between them."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for line in (title_of(sheet), *standing_of(sheet)):
        writer.writerow([line])
    for table in tables_of(sheet):
        writer.writerow([])
        writer.writerow([table.name])
        writer.writerow(table.head)
        writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return MARK + stream.getvalue()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell.normalize():f}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case _:
            return harmless(cell)
