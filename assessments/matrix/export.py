"""The matrix as files: the rows, columns and cells that the page shows the same reader.

A text is what it is: no program for spreadsheets may take one for a formula. Numbers are numbers.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter
from django.urls import reverse
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessments.matrix.grid import Grid
from assessments.matrix.rows import Row
from assessments.matrix.scores import Score, words_of
from core import clock
from practices.sheets.cells import harmless, harmless_untyped
from practices.sheets.export import BYTE_ORDER_MARK, OPTIONS, SEPARATOR
from practices.templatetags.thread import OWN, words_for
from regions.models import Region

type Cell = str | Decimal | int | None

NAMES: Final = 4  # columns before the regions


@dataclass(frozen=True)
class Sheet:
    """One table of a file."""

    name: str
    head: list[str]
    rows: list[list[Cell]]
    is_wide: bool = True  # practices by regions; else one pair in each row


class Export:
    """What all three kinds of file say."""

    def __init__(self, grid: Grid, site: str) -> None:
        self.grid = grid
        self.site = site.rstrip("/")
        self.by_scores = grid.asked.is_by_scores
        self.themes = {each.pk: each.name for each in grid.table.themes}
        self.names = {each.pk: each.name for each in grid.table.regions}

    def csv(self) -> bytes:
        """Semicolons between the cells, as office programs of our countries expect."""
        buffer = StringIO()
        buffer.write(BYTE_ORDER_MARK)
        writer = csv.writer(buffer, delimiter=SEPARATOR, lineterminator="\r\n")
        sheet = self.matrix
        writer.writerow(map(harmless_untyped, sheet.head))
        for row in sheet.rows:
            writer.writerow(
                harmless_untyped(each) if isinstance(each, str) else each for each in row
            )
        return buffer.getvalue().encode()

    def xlsx(self) -> bytes:
        """The matrix as on the page, and its pairs one by one."""
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, {**OPTIONS, "constant_memory": True}) as book:
            book.set_properties({"title": _("Transfer matrix"), "comments": self.address})
            bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            places = book.add_format({"num_format": "0.00"})
            for sheet in (self.matrix, self.pairs):
                _write(book.add_worksheet(sheet.name), sheet, bold, places)
        return stream.getvalue()

    def json(self) -> bytes:
        """Codes instead of words, and only the cells that hold something."""
        about = {
            "what": _("Transfer matrix"),
            "address": self.address,
            "by": self.grid.asked.by,
            "as_of": clock.today().isoformat(),
        }
        data = {
            "about": about,
            "regions": [{"code": each.code, "name": each.name} for each in self.grid.regions],
            "practices": [self._record(row) for row in self.grid.shown],
            "count": len(self.grid.shown),
        }
        return json.dumps(data, ensure_ascii=False, indent=1).encode()

    @property
    def address(self) -> str:
        return f"{self.site}{reverse('matrix')}{self.grid.asked.having()}"

    @property
    def matrix(self) -> Sheet:
        head = [_("Practice"), _("Address"), _("Theme"), _("Origin")]
        for region in self.grid.regions:
            head.append(region.name)
            if self.by_scores:
                head += [
                    _("%(region)s: relevance") % {"region": region.name},
                    _("%(region)s: feasibility") % {"region": region.name},
                ]
        head.append(_("Suggested to take up") if self.by_scores else _("Taken up"))
        return Sheet(_("Matrix"), head, [self._line(row) for row in self.grid.shown])

    def _line(self, row: Row) -> list[Cell]:
        cells = self._of(row)
        for region in self.grid.regions:
            cells += self._cells(row, region.pk)
        columns = self.grid.columns
        total = row.suggested(columns)[0] if self.by_scores else row.taken_up(columns)
        return [*cells, total]

    def _of(self, row: Row) -> list[Cell]:
        theme, origin = (
            self.themes.get(row.theme_id or 0, ""),
            self.names.get(row.origin_id or 0, ""),
        )
        return [row.title, self._address_of(row), theme, origin]

    def _address_of(self, row: Row) -> str:
        return f"{self.site}{reverse('practice_detail', args=[row.slug])}"

    def _cells(self, row: Row, region_id: int) -> list[Cell]:
        """One by status, three by scores."""
        if region_id == row.origin_id:
            words: Cell = words_for(OWN)
            return [words, None, None] if self.by_scores else [words]
        if not self.by_scores:
            status = row.statuses.get(region_id)
            return [words_for(status) if status else None]
        score = row.scores.get(region_id)
        if score is None:
            return [None, None, None]
        return [words_of(score.kind), score.relevance, score.feasibility]

    @property
    def pairs(self) -> Sheet:
        head = [_("Practice"), _("Address"), _("Theme"), _("Origin"), _("Region"), _("NUTS code")]
        head += [_("Status")]
        if self.by_scores:
            head += [_("Suggestion"), _("Without obstacles"), _("Could easily change")]
            head += [_("Relevance"), _("Feasibility"), _("People"), _("Assessment")]
        rows = [
            [*self._of(row), region.name, region.code, words_for(status), *self._result(score)]
            for row, region, status, score in self._known()
        ]
        return Sheet(_("Pairs"), head, rows, is_wide=False)

    def _known(self) -> Iterator[tuple[Row, Region, str, Score | None]]:
        """The pairs of which something is known: by scores, those that were assessed."""
        for row in self.grid.shown:
            for region in self.grid.regions:
                status, score = row.statuses.get(region.pk), row.scores.get(region.pk)
                if status and region.pk != row.origin_id and (score or not self.by_scores):
                    yield row, region, status, score

    def _result(self, score: Score | None) -> list[Cell]:
        if score is None or not self.by_scores:
            return []
        return [
            words_of(score.kind),
            words_of(score.uncapped) if score.uncapped else None,
            _("Yes") if score.suggestion and score.could_easily_change else None,
            score.relevance,
            score.feasibility,
            score.rater_count,
            _("Draft") if score.is_draft else _("Finished"),
        ]

    def _record(self, row: Row) -> dict[str, Any]:
        codes = {each.pk: each.code for each in self.grid.table.regions}
        return {
            "title": row.title,
            "address": self._address_of(row),
            "theme": self.themes.get(row.theme_id or 0),
            "origin": codes.get(row.origin_id or 0),
            "cells": {
                region.code: cell
                for region in self.grid.regions
                if (cell := self._record_of(row, region.pk))
            },
        }

    def _record_of(self, row: Row, region_id: int) -> dict[str, Any]:
        if region_id == row.origin_id:
            return {"status": "origin"}
        status, score = row.statuses.get(region_id), row.scores.get(region_id)
        cell: dict[str, Any] = {"status": status} if status else {}
        if score is not None and self.by_scores:
            cell |= {
                "came_out": score.kind,
                "uncapped": score.uncapped or None,
                "could_easily_change": bool(score.suggestion) and score.could_easily_change,
                "relevance": _number(score.relevance),
                "feasibility": _number(score.feasibility),
                "people": score.rater_count,
                "state": score.state,
            }
        return cell


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _write(page: Worksheet, sheet: Sheet, bold: Format, places: Format) -> None:
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 20)
    page.set_column(2, len(sheet.head), 16)
    page.freeze_panes(1, NAMES if sheet.is_wide else 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    for column, words in enumerate(sheet.head):
        page.write_string(0, column, harmless(words), bold)
    for number, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells):
            match cell:
                case None | "":
                    continue
                case Decimal():
                    page.write_number(number, column, float(cell), places)
                case int():
                    page.write_number(number, column, cell)
                case str():
                    page.write_string(number, column, harmless(cell))
