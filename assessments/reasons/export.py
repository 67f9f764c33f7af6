"""The rows of the reasons as a file for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from assessments.models import Decision
from core.links import absolute
from practices.sheets.cells import harmless_untyped

BYTE_ORDER_MARK: Final = "\ufeff"  # without it programs take the letters for others
HEADINGS: Final = (
    *("reason", "reason_in_words", "region", "region_name", "theme", "practice"),
    *("in_their_words", "decided_on", "is_in_force", "practice_address", "decision_address"),
)


def csv_of(rows: Iterable[Decision]) -> str:
    """Semicolons between the cells, as in the other files of this place."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow(_cells(row))
    return buffer.getvalue()


def _cells(row: Decision) -> Iterator[str]:
    practice, region = row.transfer.practice, row.transfer.region
    yield row.reason_kind
    yield row.get_reason_kind_display()
    yield region.code
    for text in (region.name, practice.theme.name if practice.theme else "", practice.title):
        yield harmless_untyped(text)
    yield harmless_untyped(row.rationale)
    yield row.decided_on.isoformat()
    yield "no" if row.is_replaced else "yes"  # type: ignore[attr-defined]  # by ReasonsPage.rows
    yield absolute(practice.get_absolute_url())
    yield absolute(row.get_absolute_url())
