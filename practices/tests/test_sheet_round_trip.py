"""What goes out comes back as it was: through CSV, through XLSX, and saved again in between."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from clusterix.testing.properties import cases
from practices.models import Revision
from practices.sheets.cells import bare, same
from practices.sheets.columns import COLUMNS, cells_of, patched
from practices.sheets.entries import ALL, Entry, row_of
from practices.sheets.export import csv_pieces, workbook_pieces
from practices.sheets.files import Table
from practices.sheets.headings import headings_of, known_headings
from practices.sheets.names import CHOICES, KnownTags, Names, Words
from practices.sheets.reading.table import Limits
from practices.sheets.reading.text import read_text
from practices.sheets.reading.workbook import read_workbook
from practices.tests.factories import make_practice, make_statement, make_theme
from practices.tests.sheets import plan, rows_of
from practices.tests.writing import make_open
from practices.writing.manuscript import Manuscript, Need, Statement
from regions.tests.factories import make_industry

LIMITS = Limits(frozenset(known_headings()), 2_000, 100, 10**8)
NAMES = Names(
    themes=Words({"7": "Money, and more"}),
    industries=Words({"food": "Food", "ict": "ICT, media"}),
    countries=Words({"SE": "Sweden"}),
    languages=Words({"en": "English"}),
    choices={
        name: Words({value: str(label) for value, label in kind.choices})
        for name, kind in CHOICES.items()
    },
    tags=KnownTags({}),
)
TEXTS = (
    st.text(max_size=40)
    | st.text("'=+-@\t\r\n |\\;,\"07.", max_size=10)
    | st.sampled_from(["007", "TRUE", "2011-04", "'twas", "a \n b ", "😀\u0301", "=1+1", "1e5"])
)


@st.composite
def manuscripts(draw):
    words = ("title", "summary", "organisation", "place", "problem", "caveats", "period_text")
    return Manuscript(
        {name: draw(TEXTS) for name in words}
        | {
            "theme_id": draw(st.sampled_from([7, None])),
            "is_ongoing": draw(st.sampled_from([True, False, None])),
            "is_stub": draw(st.booleans()),
            "starts_on": date(2011, 4, 1),
            "starts_precision": draw(st.sampled_from(["year", "month", "day"])),
            "sources": [{"label": draw(TEXTS), "url": ""}],
        },
        tag_names=draw(st.sampled_from([(), ("a", "b c")])),
        industry_codes=draw(st.sampled_from([(), ("ict", "food")])),
        statements=(Statement(draw(TEXTS), draw(TEXTS), date(2012, 4, 1), "month"),),
        requirements=(Need("staff", 2, draw(TEXTS)),),
    )


def saved_again(file):
    """As another program for workbooks would write it."""
    book, buffer = load_workbook(BytesIO(file)), BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(file):
    """As another program for CSV would write it: other separator, everything in quotes."""
    rows = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";")
    buffer = StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue().encode("utf-16")


def came_back(file, read):
    """The cells of the one row, by column."""
    table, _about = read(file, LIMITS)
    found = Table.of_data(table.as_data())
    [row] = found.rows
    assert not row.faults
    places = headings_of(found.headings).places
    return {key: bare(row.cells[place]) for key, place in places.items()}


@settings(
    max_examples=cases(daily=30, thorough=600),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(manuscripts())
def test_every_text_comes_back(text):
    entry = Entry("a-slug", "A partner", text)
    went_out = dict(zip([column.key for column in ALL], row_of(entry, NAMES), strict=True))
    as_csv = b"".join(csv_pieces(iter([entry]), NAMES))
    as_xlsx = b"".join(workbook_pieces(iter([entry]), NAMES))
    for file, read in (
        (as_csv, read_text),
        (rewritten(as_csv), read_text),
        (as_xlsx, read_workbook),
        (saved_again(as_xlsx), read_workbook),
    ):
        cells = came_back(file, read)
        wrong = {
            key: (cells[key], went_out[key]) for key in cells if not same(cells[key], went_out[key])
        }
        assert wrong == {}


@given(manuscripts())
def test_cells_that_are_read_say_what_was_written(text):
    """Of the columns with values that a person types in a fixed way."""
    typed = {"theme", "starts", "is_ongoing", "industries", "is_stub", "tags"}
    cells = cells_of(text, NAMES)
    again = Manuscript({})
    for column in COLUMNS:
        if column.key in typed:
            again = patched(again, column.read(cells[column.key], NAMES))
    assert {key: cells_of(again, NAMES)[key] for key in typed} == {key: cells[key] for key in typed}


@pytest.fixture
def odd(db, small):
    """A published practice of the home partner with everything that programs spoil."""
    practice = make_practice(
        partner=small.home.partner,
        title="007",
        theme=make_theme(name="Money, and more"),
        industries=[make_industry(name="ICT, media"), make_industry(name="Food")],
        tags=["b c", "a"],
        place="'s-Hertogenbosch",
        summary="=HYPERLINK(1)",
        organisation="TRUE",
        period_text="May 2013",
        problem="First line \n\n  second | line\\ ",
        how_it_works="-1",
        starts_on=date(2011, 4, 1),
        starts_precision="month",
        ends_on=date(2013, 1, 1),
        is_ongoing=False,
        countries=[],
        nuts_codes=["SE22"],
        sources=[{"label": "A | b", "url": "https://a.example/?x=1|2"}],
    )
    make_statement(practice.published_revision, text="Forty | firms\nstayed.", source="=1")
    return practice


def exported(client, kind, address="/practices/export"):
    return b"".join(client.get(f"{address}.{kind}").streaming_content)


@pytest.mark.parametrize("change", [lambda file: file, saved_again])
def test_a_workbook_that_was_saved_again_changes_nothing(odd, lead, change):
    kept = plan(change(exported(lead, "xlsx")), lead.reader)
    assert rows_of(kept) == {2: {"row": 2, "would": "same", "title": "007", "slug": odd.slug}}


@pytest.mark.parametrize("change", [lambda file: file, rewritten])
def test_a_csv_that_was_saved_again_changes_nothing(odd, lead, change):
    kept = plan(change(exported(lead, "csv")), lead.reader)
    assert rows_of(kept) == {2: {"row": 2, "would": "same", "title": "007", "slug": odd.slug}}


def test_drafts_change_nothing_either(small, lead):
    revision = make_open(partner=small.home.partner, title="'twas  ", problem="=1\r\n+2 ")
    for kind in ("csv", "xlsx"):
        kept = plan(exported(lead, kind, "/practices/desk/export"), lead.reader)
        [row] = kept.plan["rows"]
        assert (row["would"], row["slug"]) == ("same", revision.practice.slug)
    assert Revision.objects.count() == 1


def test_tags_that_were_renamed_are_no_change(odd, lead):
    """The text of the revision keeps the old word; everybody reads the new one."""
    odd.tags.set(["renamed"])
    kept = plan(exported(lead, "xlsx"), lead.reader)
    assert [row["would"] for row in kept.plan["rows"]] == ["same"]
