"""The tables of a report's files, built once for every format."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.ui.dates import day, moment
from reports.models import IndicatorKind
from reports.sheet import Sheet

type Cell = str | Decimal | int | date | None

# What a spreadsheet would take for a formula when it stands first in a cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Table:
    """One sheet of the file."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def title_of(sheet: Sheet) -> str:
    return _("Progress report of period %(number)s") % {"number": sheet.content.period}


def standing_of(sheet: Sheet) -> list[str]:
    """What the reader of a file must know: draft and when, or locked and with which hash."""
    content = sheet.content
    lines = [
        _("%(first)s to %(last)s, version %(version)s")
        % {
            "first": day(content.starts_on),
            "last": day(content.ends_on),
            "version": content.version,
        }
    ]
    if sheet.is_locked:
        lines.append(_("Approved and locked on %(day)s") % {"day": moment(sheet.report.locked_at)})
        lines.append(_("SHA-256 %(hash)s") % {"hash": sheet.sha256})
    else:
        lines.append(_("Draft, as of %(moment)s") % {"moment": moment(sheet.made_at)})
    return lines


def tables_of(sheet: Sheet) -> list[Table]:
    return [_figures(sheet), _records(sheet), _contributions(sheet)]


def _figures(sheet: Sheet) -> Table:
    head = (
        *(_("Code"), _("Indicator"), _("Kind"), _("Component"), _("How it is counted")),
        *(_("In this period"), _("Before"), _("Total"), _("Target"), _("Unit")),
        *(_("Distinct people in this period"), _("Records")),
    )
    return Table(
        _("Figures"),
        head,
        [
            (
                each.code,
                each.name,
                str(IndicatorKind(each.kind).label),
                each.component,
                each.method,
                each.value,
                each.before,
                each.total,
                each.target,
                each.unit,
                each.people,
                len(each.records),
            )
            for each in sheet.content.figures
        ],
    )


def _records(sheet: Sheet) -> Table:
    head = (_("Figure"), _("Record"), _("Region"), _("Date"), _("Amount"), _("Type"), _("Number"))
    return Table(
        _("Records"),
        head,
        [
            (
                figure.code,
                each.label,
                each.region,
                each.dated_on,
                each.amount,
                each.object_type,
                each.object_id,
            )
            for figure in sheet.content.figures
            for each in figure.records
        ],
    )


def _contributions(sheet: Sheet) -> Table:
    head = (_("Region"), _("Partner"), _("Activities"), _("Outputs"), _("Results"))
    content = sheet.content
    common: Iterable[tuple[str, str]] = (
        (_("Highlights"), content.highlights),
        (_("Problems"), content.problems),
        (_("Deviations"), content.deviations),
    )
    rows: Iterator[tuple[Cell, ...]] = (
        (_("Whole partnership"), name, text, "", "") for name, text in common if text
    )
    return Table(
        _("Contributions"),
        head,
        [
            *rows,
            *(
                (each.region, each.partner, each.activity, each.output, each.result)
                for each in content.sections
            ),
        ],
    )
