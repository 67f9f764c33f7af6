"""Page, workbook, CSV and JSON say the same figure; no cell runs as a formula."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exchanges.models import ExchangeKind
from practices.tests.factories import make_practice
from reports.content import sha256_of
from reports.tests.factories import (
    INSIDE,
    make_exchange,
    make_locked,
    make_place,
    make_report,
    make_section,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

TRAP = '=HYPERLINK("http://example.org","open")'


def get(persona, name, report):
    response = persona.get(reverse(name, args=[report.pk]))
    assert response.status_code == 200
    return response


def book_of(persona, report):
    """Each sheet as rows, without the lines of nothing."""
    book = load_workbook(BytesIO(get(persona, "report_xlsx", report).content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def csv_of(persona, report):
    text = get(persona, "report_csv", report).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def row_of(rows, first):
    return next(row for row in rows if row and row[0] == first)


def test_the_same_figure_everywhere(lead, small):
    event = make_exchange(kind=ExchangeKind.STUDY_VISIT)
    for _each in range(3):
        make_place(event, small.home.partner)
    report = make_report()
    page = get(lead, "report_detail", report).content.decode()
    shown = re.search(r'id="participations".*?<strong>([^<]*)</strong>', page, re.DOTALL)[1]
    book = row_of(book_of(lead, report)["Figures"], "participations")
    text = row_of(csv_of(lead, report), "participations")
    data = get(lead, "report_json", report).json()["content"]["figures"]
    (from_json,) = [each for each in data if each["code"] == "participations"]
    assert shown == "3"
    assert (book[5], book[7], book[10]) == (3, 3, 3)
    assert (text[5], text[7], text[10]) == ("3", "3", "3")
    assert (from_json["value"], from_json["people"]) == ("3.00", 3)
    records = [row for row in book_of(lead, report)["Records"] if row[0] == "participations"]
    assert [(row[1], row[2], row[4]) for row in records] == [(f"{event.title}, Skåne", "Skåne", 3)]


def test_a_draft_says_so_with_the_time(lead):
    report = make_report()
    for sheet in book_of(lead, report).values():
        assert sheet[2][0] == "Draft, as of 4 May 2026, 12:00"
    assert csv_of(lead, report)[2] == ["Draft, as of 4 May 2026, 12:00"]
    names = get(lead, "report_xlsx", report).headers["Content-Disposition"]
    assert names == 'attachment; filename="progress-report-2-draft.xlsx"'


def test_a_locked_report_says_when_and_with_which_hash(member):
    report = make_locked()
    for sheet in book_of(member, report).values():
        lines = [row[0] for row in sheet[:4]]
        assert lines == [
            "Progress report of period 2",
            "1 July 2025 to 31 December 2025, version 1",
            "Approved and locked on 4 May 2026, 12:00",
            f"SHA-256 {report.sha256}",
        ]
    data = get(member, "report_json", report).json()
    assert data["sha256"] == report.sha256 == sha256_of(data["content"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\n="])
def test_no_cell_is_a_formula(lead, small, start):
    trap = start + TRAP[1:]
    make_practice(published_at=noon(INSIDE), title=trap)
    report = make_report(highlights=trap)
    make_section(report.period, small.home.partner, activity=trap)
    for response in (get(lead, "report_xlsx", report),):
        book = load_workbook(BytesIO(response.content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        assert all(cell.hyperlink is None for cell in cells)
        trapped = [cell.value for cell in cells if "HYPERLINK" in str(cell.value)]
        assert len(trapped) == 3
        assert all(value.startswith("'") for value in trapped)
    trapped = [cell for row in csv_of(lead, report) for cell in row if "HYPERLINK" in cell]
    assert len(trapped) == 3
    assert all(cell.startswith("'") for cell in trapped)


def test_files_are_read_by_who_reads_the_page(member, visitor, stranger):
    report = make_report()
    for name in ("report_xlsx", "report_csv", "report_json"):
        for persona in (member, stranger, visitor):  # the draft as a whole is not theirs
            assert persona.get(reverse(name, args=[report.pk])).status_code == 404
