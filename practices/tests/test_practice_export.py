"""/practices/export.csv, .xlsx, .json and those of the desk"""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from clusterix.testing.fixtures import NOW
from core import clock
from practices.models import Practice
from practices.sheets.entries import HEADINGS
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_requirement,
    make_statement,
    make_theme,
    make_transfer,
)
from practices.tests.writing import make_open
from regions.tests.factories import make_industry

ADDRESS = "/practices/export"
DESK = "/practices/desk/export"


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(client, query="", address=ADDRESS):
    """The records of the CSV by heading, and its last line."""
    text = body(client, f"{address}.csv{query}").decode("utf-8-sig")
    heads, *lines, end = csv.reader(StringIO(text, newline=""), delimiter=";")
    assert tuple(heads) == HEADINGS
    return [dict(zip(heads, line, strict=True)) for line in lines], end


def titles(client, query="", address=ADDRESS):
    return [row["Title"] for row in rows(client, query, address)[0]]


@pytest.fixture
def full(small):
    """A published practice that says something in every column."""
    practice = make_practice(
        partner=small.home.partner,
        origin_region=small.home.region,
        slug="fund-of-funds",
        title="Fund of funds",
        summary="=SUM(A1)",
        theme=make_theme(name="Financing"),
        industries=[make_industry(name="Food"), make_industry(name="ICT, media")],
        tags=["risk", "money"],
        place="Lund",
        level="regional",
        starts_on=date(2011, 4, 1),
        starts_precision="month",
        is_ongoing=True,
        problem="One\ntwo; three",
        sources=[{"label": "Page", "url": "https://a.example"}],
        kind="tool",
        instrument="voucher",
        maturity="proven",
        is_projects_own=True,
        confirmed_on=date(2026, 4, 2),
        published_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),  # the next day in Vienna
    )
    revision = practice.published_revision
    make_statement(
        revision, text="Forty came.", source="Report", figure="40", dated_on=date(2012, 1, 1)
    )
    make_requirement(revision, kind="staff", needed=3, text="Two people.", is_core=False)
    return practice


FULL = {
    "Slug": "fund-of-funds",
    "Partner": "Agency of Skåne",
    "Title": "Fund of funds",
    "Summary": "'=SUM(A1)",
    "Theme": "Financing",
    "Main institution": "Agency for clusters",
    "Place": "Lund",
    "Level": "Regional",
    "Countries": "SE",
    "NUTS codes": "SE22",
    "From": "2011-04",
    "Until": "",
    "Still running": "yes",
    "Timescale in words": "",
    "Problem addressed": "One\ntwo; three",
    "How it works": "People meet and talk.",
    "Stakeholders and beneficiaries": "",
    "Evidence of success": "2012 | Report | 40 | Forty came.",
    "Evidence in a few words": "Ten firms took part.",
    "No evidence yet": "no",
    "Resources needed": "",
    "Challenges": "",
    "Potential for learning or transfer": "",
    "What it needs": "Staff | 3 | optional | Two people.",
    "Tags": "money, risk",
    "Fields of strength": "Food; ICT, media",
    "Kind": "Tool",
    "Instrument": "Voucher",
    "Maturity": "Proven",
    "Language of the text": "en",
    "Sources": "Page | https://a.example",
    "Further information": "",
    "What is not certain": "",
    "Description not yet collected": "no",
    "Permanent address": "http://testserver/practices/fund-of-funds/",
    "Partner region": "Skåne (SE22)",
    "First published": "2026-03-02",
    "Last published": "2026-03-02",
    "Last confirmed": "2026-04-02",
    "Named by the project itself": "yes",
    "Classified by us": "no",
}


def test_a_row_says_what_the_page_says(full, visitor):
    [row], end = rows(visitor)
    version = row.pop("Version")
    assert row == FULL
    assert (version[0], len(version)) == ("v", 11)
    assert end == ["# end, 1 rows", *[""] * (len(HEADINGS) - 1)]


def test_a_csv_opens_in_an_office_program(full, visitor):
    response = visitor.get(f"{ADDRESS}.csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbfSlug;Partner;Title;")
    assert b"\r\n" in content
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="practices-')


def test_a_workbook_holds_the_same(full, visitor):
    sheet = load_workbook(BytesIO(body(visitor, f"{ADDRESS}.xlsx")))["Practices"]
    heads, cells = list(sheet.iter_rows(values_only=True))
    row = {name: cell or "" for name, cell in zip(heads, cells, strict=True)}
    row.pop("Version")
    assert row == FULL
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}, "No formula, no date."
    assert {cell.value for cell in sheet[2] if cell.data_type == "n"} == {None}, "Empty cells."


def test_programs_get_lists_as_lists(full, visitor):
    data = json.loads(body(visitor, f"{ADDRESS}.json?q=fund"))
    [record] = data["practices"]
    assert data["count"] == 1
    assert data["about"]["address"] == "http://testserver/practices/?q=fund"
    assert record["statements"] == [
        {"text": "Forty came.", "date": "2012", "source": "Report", "figure": "40"}
    ]
    assert record["requirements"] == [
        {"kind": "staff", "needed": 3, "text": "Two people.", "is_core": False}
    ]
    assert (record["tags"], record["fields_of_strength"]) == (
        ["money", "risk"],
        ["Food", "ICT, media"],
    )
    assert (record["starts"], record["ends"], record["is_ongoing"]) == ("2011-04", None, True)
    assert (record["summary"], record["published_on"]) == ("=SUM(A1)", "2026-03-02")
    assert {"email", "contact", "created_by", "edited_by"} & set(record) == set()


def test_the_filters_of_the_list_are_those_of_the_file(small, visitor, member):
    theme = make_theme(code="money")
    make_practice(title="Loans", theme=theme, maturity="pilot")
    make_practice(title="Grants", theme=theme, maturity="proven")
    waiting = make_practice(title="Visits", maturity="pilot")
    make_transfer(waiting, small.home.region, "interested")
    assert titles(visitor, "?theme=money&sort=title") == ["Grants", "Loans"]
    assert titles(visitor, "?theme=money&maturity=pilot") == ["Loans"]
    assert titles(visitor, "?q=visits") == ["Visits"]
    assert titles(visitor, "?sort=title&page=7") == ["Grants", "Loans", "Visits"]
    assert titles(member, "?status=interested") == ["Visits"]
    assert len(titles(visitor, "?status=interested")) == 3, "Visitors have no status."


def test_what_cannot_be_understood_is_no_file_of_everything(full, visitor):
    response = visitor.get(f"{ADDRESS}.csv?theme=nothing")
    assert response.status_code == 400
    assert "Theme: “nothing” is not in the list." in response.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_nothing_hidden_is_in_any_file(small, visitor, lead, coordinator, kind):
    public = make_practice(partner=small.home.partner, title="Public canary")
    make_open(public, title="Newer canary", problem="Secret canary", tag_names=["hidden"])
    make_draft(partner=small.home.partner, title="Draft canary")
    make_draft(partner=small.home.partner, title="Submitted canary", state="submitted")
    make_practice(partner=small.home.partner, title="Archived canary", archived_at=PUBLISHED_AT)
    make_practice(
        partner=small.home.partner,
        title="Taken canary",
        taken_down_at=PUBLISHED_AT,
        takedown_reason="Reason canary",
    )
    for person in (visitor, lead, coordinator):
        content = body(person, f"{ADDRESS}.{kind}")
        if kind == "xlsx":
            sheet = load_workbook(BytesIO(content)).active
            content = str(list(sheet.iter_rows(values_only=True))).encode()
        text = content.decode()
        assert "Public canary" in text
        assert text.count("canary") == text.count("Public canary")
        assert "hidden" not in text
        for address in (lead.user.email, lead.user.name, coordinator.user.email):
            assert address not in text


def test_what_is_hidden_while_the_file_is_written_is_left_out(small, visitor, monkeypatch):
    monkeypatch.setattr("practices.sheets.export.AT_ONCE", 1)
    for title in ("A", "B", "C"):
        make_practice(title=title)
    response = visitor.get(f"{ADDRESS}.csv?sort=title")
    pieces = iter(response.streaming_content)
    first = next(pieces)
    Practice.objects.filter(title="B").update(archived_at=PUBLISHED_AT)
    text = (first + b"".join(pieces)).decode("utf-8-sig")
    records = [line[2] for line in csv.reader(StringIO(text), delimiter=";")]
    assert records == ["Title", "A", "C", ""]
    assert "# end, 2 rows" in text


def test_a_thousand_need_no_more_queries_at_once_than_one(small, visitor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            body(visitor, f"{ADDRESS}.csv")
        return len(captured)

    make_practice()
    queries()  # what is asked once per process
    with_one = queries()
    for _each in range(3):
        make_practice()
    assert queries() == with_one <= 16


def test_who_is_not_signed_in_may_ask_so_often(full, visitor, member):
    with override_settings(PRACTICE_EXPORTS_PER_HOUR=2), clock.at(NOW + timedelta(minutes=10)):
        for kind in ("csv", "json"):
            assert visitor.get(f"{ADDRESS}.{kind}").status_code == 200
        refused = visitor.get(f"{ADDRESS}.xlsx")
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3000")
        assert "Many exports went to your address within an hour." in refused.content.decode()
        other = visitor.get(f"{ADDRESS}.csv", REMOTE_ADDR="192.0.2.7")
        assert other.status_code == 200
        assert member.get(f"{ADDRESS}.csv").status_code == 200
    with override_settings(PRACTICE_EXPORTS_PER_HOUR=2), clock.at(NOW + timedelta(minutes=61)):
        assert visitor.get(f"{ADDRESS}.csv").status_code == 200


def test_an_empty_list_is_an_empty_file(visitor):
    assert rows(visitor) == ([], ["# end, 0 rows", *[""] * (len(HEADINGS) - 1)])
    assert json.loads(body(visitor, f"{ADDRESS}.json"))["practices"] == []
    assert load_workbook(BytesIO(body(visitor, f"{ADDRESS}.xlsx"))).active.max_row == 1


def test_there_is_no_other_ending(full, visitor):
    assert visitor.get("/practices/export.pdf").status_code == 404


def test_drafts_go_to_the_people_of_their_partner(small, colleague, stranger, coordinator):
    make_open(partner=small.home.partner, title="Being written")
    make_open(partner=small.home.partner, title="Submitted", state="submitted")
    make_open(make_practice(partner=small.home.partner, title="Old"), title="New version")
    make_open(partner=small.other.partner, title="Theirs")
    assert sorted(titles(colleague, address=DESK)) == ["Being written", "New version", "Submitted"]
    assert titles(stranger, address=DESK) == ["Theirs"]
    assert titles(coordinator, address=DESK) == []


def test_drafts_are_nobody_elses(small, visitor, administrator):
    make_open(partner=small.home.partner)
    assert visitor.get(f"{DESK}.csv").status_code == 302
    refused = administrator.get(f"{DESK}.csv")
    assert refused.status_code == 403
    assert "Only members of a partner write practices." in refused.content.decode()


def test_the_list_and_the_desk_lead_to_their_files(full, visitor, member):
    page = visitor.get("/practices/?q=fund&page=1").content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert f'href="/practices/export.{kind}?q=fund"' in page
        assert (
            f'href="/practices/desk/export.{kind}"'
            in member.get("/practices/desk/").content.decode()
        )
    assert "/practices/import/" not in member.get("/practices/desk/").content.decode()
