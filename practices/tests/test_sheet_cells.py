"""What a program for spreadsheets makes of a text, and that every text comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.sheets.cells import (
    LONGEST_CELL,
    TOO_LONG,
    bare,
    folded,
    harmless,
    harmless_untyped,
    plain,
    reference,
    same,
)

TEXTS = st.text(max_size=60) | st.text("'=+-@\t\r\n 07,.eE", max_size=8)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+43 1 234", "'+43 1 234"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1+1", "'  =1+1"),
        ("＝1", "'＝1"),  # the wide form runs in some programs
        ("'twas", "''twas"),
        ("a = b", "a = b"),
        ("007", "007"),
        ("", ""),
    ],
)
def test_what_would_run_gets_an_apostrophe(text, cell):
    assert harmless(text) == cell
    assert bare(cell) == text


@pytest.mark.parametrize(
    "text",
    ["007", "1,5", "12%", "1e5", "3/4", "2014-2016", "TRUE", "false", "May 2013", "12. März", "-"],
)
def test_what_a_csv_would_turn_into_a_value_gets_an_apostrophe(text):
    assert harmless_untyped(text) == f"'{text}"
    assert bare(f"'{text}") == text


@pytest.mark.parametrize("text", ["Horizon 2020", "B2B", "4 firms", "May we?", "’twas", "yes", "a"])
def test_other_texts_stand_as_they_are(text):
    assert harmless_untyped(text) == text


def test_an_apostrophe_that_somebody_typed_is_theirs():
    assert bare("'twas") == "'twas"
    assert bare("'") == "'"


@given(TEXTS)
def test_every_text_comes_back(text):
    assert bare(harmless(text)) == text
    assert bare(harmless_untyped(text)) == text
    assert not harmless(text).lstrip(" ").startswith(tuple("=+-@\t\r"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a ", "a"),
        ("a\r\nb", "a\nb"),
        ("a_x000D_\nb", "a\nb"),
        (TOO_LONG, "x" * LONGEST_CELL),
    ],
)
def test_what_programs_change_by_themselves_is_no_change(one, other):
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a\nb", "a b"), ("07", "7"), ("", "0")])
def test_what_people_change_is_one(one, other):
    assert not same(one, other)


def test_headings_are_folded():
    assert folded("  Main   Institution: ") == folded("main_institution") == "maininstitution"


def test_cells_have_the_names_of_the_program():
    assert [reference(0, 1), reference(25, 2), reference(26, 3), reference(16_383, 1_048_576)] == [
        "A1",
        "Z2",
        "AA3",
        "XFD1048576",
    ]


def test_what_no_workbook_holds_is_left_out():
    assert plain("a\x00b\x0bc\ufffe\r\nd\re") == "abc\nd\ne"
