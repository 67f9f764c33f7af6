"""Lists inside one cell."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from practices.sheets.lines import (
    read_needs,
    read_sources,
    read_statements,
    write_needs,
    write_sources,
    write_statements,
)
from practices.sheets.names import Words
from practices.writing.manuscript import Need, Statement

KINDS = Words({"staff": "Staff", "legal_power": "Legal power"})
WORDS = st.text("ab |\\\nn;,'=", min_size=1, max_size=12).map(str.strip).filter(bool)
DATES = st.sampled_from(
    [
        (None, "year"),
        (date(2012, 1, 1), "year"),
        (date(2012, 4, 1), "month"),
        (date(2012, 4, 5), "day"),
    ]
)


def test_a_statement_is_a_line_with_four_parts():
    statements = (
        Statement("Forty firms took part.", "Annual report", date(2012, 1, 1), "year", "40"),
        Statement("Some | stayed\nfor good."),
    )
    cell = write_statements(statements)
    assert cell == (
        "2012 | Annual report | 40 | Forty firms took part.\n |  |  | Some \\| stayed\\nfor good."
    )
    assert read_statements(cell) == statements


@pytest.mark.parametrize(
    ("cell", "statement"),
    [
        ("It grew.", Statement("It grew.")),
        ("April 2012 | It grew.", Statement("It grew.", "", date(2012, 4, 1), "month")),
        (
            "2012-04-05 | Report | It grew.",
            Statement("It grew.", "Report", date(2012, 4, 5), "day"),
        ),
    ],
)
def test_fewer_parts_will_do(cell, statement):
    assert read_statements(cell) == (statement,)


@given(
    st.lists(
        st.builds(
            lambda known, source, figure, text: Statement(text, source, *known, figure),
            DATES,
            WORDS,
            WORDS,
            WORDS,
        ),
        max_size=4,
    )
)
def test_every_list_of_statements_comes_back(statements):
    assert read_statements(write_statements(statements)) == tuple(statements)


@given(
    st.lists(st.builds(Need, st.just("staff"), st.integers(1, 3), WORDS, st.booleans()), max_size=4)
)
def test_every_list_of_requirements_comes_back(needs):
    assert read_needs(write_needs(needs, KINDS), KINDS) == tuple(needs)


def test_a_requirement_needs_its_kind_and_its_sentence():
    assert read_needs("legal power | A law.", KINDS) == (Need("legal_power", 2, "A law."),)
    assert read_needs("Staff | 3 | optional | Two.", KINDS) == (Need("staff", 3, "Two.", False),)


def test_a_source_is_its_name_and_its_address():
    sources = [{"label": "Page", "url": "https://a.example/x"}, {"label": "Book", "url": ""}]
    assert write_sources(sources) == "Page | https://a.example/x\nBook | "
    assert read_sources(write_sources(sources)) == sources
    alone = {"label": "https://a.example", "url": "https://a.example"}
    assert read_sources("https://a.example") == [alone]


@pytest.mark.parametrize(
    ("read", "cell", "sentence"),
    [
        (
            read_statements,
            "spring | It grew.",
            "Write a year, a month or a day: 2011, April 2011 or 2011-04-05.",
        ),
        (
            read_statements,
            "One.\n2012 | ",
            "Line 2: Say what happened, or clear the line.",
        ),
        (
            read_statements,
            "a | b | c | d | e",
            "There are 5 parts, at most 4 are known. Write a bar inside a text as \\|.",
        ),
        (
            read_statements,
            "\n".join(["One."] * 21),
            "There are 21 lines. Keep the 20 most useful ones.",
        ),
        (
            lambda cell: read_needs(cell, KINDS),
            "Stuff | Two.",
            "“Stuff” is not in the list. Did you mean “Staff”?",
        ),
        (
            lambda cell: read_needs(cell, KINDS),
            "zzz | Two.",
            "“zzz” is not in the list. Choose from: Staff, Legal power.",
        ),
        (
            lambda cell: read_needs(cell, KINDS),
            "Staff | 2 | perhaps | Two.",
            "“perhaps” is neither “core” nor “optional”. Write one of them.",
        ),
        (read_sources, "Page | javascript:alert(1)", "Enter a valid URL."),
        (read_sources, " | https://a.example", "Say what the link leads to."),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read, cell, sentence):
    with pytest.raises(ValidationError) as refused:
        read(cell)
    assert refused.value.messages == [sentence]
