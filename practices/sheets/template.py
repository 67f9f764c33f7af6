"""Workbooks around an import: the empty one to fill in, and a plan to take home."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from practices.models import RequirementKind
from practices.sheets.cells import letters
from practices.sheets.columns import COLUMNS, cells_of
from practices.sheets.entries import FIRST, PARTNER, SLUG
from practices.sheets.export import OPTIONS, SHEET, typed, write_row
from practices.sheets.files import EXAMPLE_MARK, HELP_MARK
from practices.sheets.names import Names, Words
from practices.sheets.plan import Would
from practices.writing.manuscript import Manuscript, Need, Statement
from regions.models import Partner

VALUES: Final = "Allowed values"
ROWS: Final = 2_000  # that get a list to choose from
HEADINGS: Final = (*(each.heading for each in FIRST), *(each.heading for each in COLUMNS))
KEYS: Final = (*(each.key for each in FIRST), *(each.key for each in COLUMNS))
# Made up, so that every kind of cell is seen once.
EXAMPLE: Final = Manuscript(
    {
        "title": "Vouchers for first steps",
        "summary": "Small firms buy a day of advice from their cluster.",
        "organisation": "Regional agency",
        "place": "Lund",
        "level": "regional",
        "countries": ["SE"],
        "nuts_codes": ["SE22"],
        "period_text": "",
        "is_ongoing": True,
        "problem": "Firms do not know whom to ask.",
        "how_it_works": "The region pays the cluster for each day of advice.",
        "resources": "EUR 200,000 a year.",
        "kind": "measure",
        "instrument": "voucher",
        "maturity": "proven",
        "sources": [{"label": "Home page", "url": "https://example.org/vouchers"}],
    },
    tag_names=("advice", "small firms"),
    statements=(
        Statement("Forty firms took part.", source="Annual report", figure="40 firms"),
        Statement("Most of them came back."),
    ),
    requirements=(Need(RequirementKind.STAFF, 2, "Two people who know the firms."),),
)
HELP: Final[Mapping[str, str | Promise]] = {
    SLUG: _("Empty for a new practice; as exported to change one."),
    PARTNER: _("Empty: the partner that you choose when you send the file."),
    **{column.key: column.help for column in COLUMNS},
}


def template(names: Names, partners: Sequence[Partner]) -> bytes:
    """Headings, a line of help, an example, and the lists of allowed values on a second sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        page, values = book.add_worksheet(SHEET), book.add_worksheet(VALUES)
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "num_format": "@"})
        quiet = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
        for place, heading in enumerate(HEADINGS):
            page.set_column(place, place, 24, text)
            page.write_string(0, place, heading, head)
        write_row(page, 1, _help(), quiet)
        write_row(page, 2, _example(names), quiet)
        page.freeze_panes(1, 3)
        lists = _lists(names, partners)
        _write_lists(values, lists, head, text)
        _offer(page, lists)
    return file.getvalue()


def _help() -> list[str]:
    """The mark at its beginning is the same in every language: an import leaves the line out."""
    first, *rest = (str(HELP.get(key, "")) for key in KEYS)
    return [f"{HELP_MARK} {first}", *rest]


def _example(names: Names) -> list[str]:
    cells = cells_of(EXAMPLE, names) | {"starts": "2011-04"}
    return [EXAMPLE_MARK, "", *(cells[column.key] for column in COLUMNS)]


def _lists(names: Names, partners: Sequence[Partner]) -> dict[str, list[str]]:
    """The words that each column takes, by its heading."""
    yes_or_no = ["yes", "no"]

    def words(known: Words) -> list[str]:
        return list(known.words.values())

    return {
        "Partner": [each.short for each in partners],
        "Theme": words(names.themes),
        "Level": words(names.choices["level"]),
        "Still running": yes_or_no,
        "No evidence yet": yes_or_no,
        "Kind": words(names.choices["kind"]),
        "Instrument": words(names.choices["instrument"]),
        "Maturity": words(names.choices["maturity"]),
        "Description not yet collected": yes_or_no,
        "Language of the text": list(names.languages.words),
        "Countries": [f"{code} {name}" for code, name in names.countries.words.items()],
        "Fields of strength": words(names.industries),
        "What it needs: kind": words(names.choices["requirement"]),
    }


def _write_lists(
    page: Worksheet, lists: Mapping[str, Sequence[str]], head: Format, text: Format
) -> None:
    for place, (heading, words) in enumerate(lists.items()):
        page.set_column(place, place, 28, text)
        page.write_string(0, place, heading, head)
        for row, word in enumerate(words, start=1):
            page.write_string(row, place, typed(word), text)
    page.freeze_panes(1, 0)


def _offer(page: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    """A list to choose from in each cell that takes one word of it."""
    several = {"Countries", "Fields of strength", "What it needs: kind"}
    for place, (heading, words) in enumerate(lists.items()):
        if not words or heading in several:
            continue
        column = HEADINGS.index(heading)
        source = f"='{VALUES}'!${letters(place)}$2:${letters(place)}${len(words) + 1}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(3, column, ROWS, column, rule)


def plan_workbook(
    headings: Sequence[str], cells: Mapping[int, Sequence[str]], rows: Sequence[Mapping[str, Any]]
) -> bytes:
    """The rows of a file with what would become of them; can be corrected and sent again."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        page = book.add_worksheet(SHEET)
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "num_format": "@"})
        for place, heading in enumerate(("Would be", "Why not", *headings)):
            page.set_column(place, place, 24, text)
            page.write_string(0, place, typed(heading), head)
        for number, row in enumerate(rows, start=1):
            why = " ".join(row.get("problems", ()))
            words = [str(WORDS[Would(row["would"])]), why, *cells.get(row["row"], ())]
            write_row(page, number, words, text)
        page.freeze_panes(1, 2)
    return file.getvalue()


WORDS: Final[Mapping[Would, str | Promise]] = {
    Would.CANNOT: _("Cannot"),
    Would.CHANGE: _("Change"),
    Would.SAME: _("No change"),
    Would.NEW: _("New"),
}
