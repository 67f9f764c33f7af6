"""The table is complete and reads the same for a person and for the machine."""

import re
import sys
from pathlib import Path

import pytest

from clusterix.tests.rights.fixtures import fixtures
from clusterix.tests.rights.table import DENIALS, LETTERS, METHODS, ROLES, may, rows

BASE = Path(__file__).resolve().parents[3]


def test_every_cell_is_a_letter_of_the_legend():
    wrong = [
        f"{row.id} {role}: {cell}"
        for row in rows().values()
        for role, cell in row.cells.items()
        if cell not in LETTERS
    ]
    assert wrong == [], "Use the letters that clusterix/tests/rights/__init__.py explains."


def test_every_denial_is_known():
    assert [row.id for row in rows().values() if row.deny not in DENIALS] == []


def test_a_built_row_says_methods_and_fixture_that_exist():
    built = [row for row in rows().values() if row.is_built]
    wrong = [
        f"{row.id}: methods {row.methods!r}, fixture {row.fixture!r}"
        for row in built
        if not set(row.methods.split()) <= METHODS
        or not (row.methods or all("@" in each for each in row.url_name.split()))
        or row.fixture not in fixtures()
    ]
    assert wrong == [], (
        "Fill in the methods (GET, POST, ...) and the name of a function in "
        "clusterix/tests/rights/fixtures/; its package says how."
    )


def test_every_fixture_is_used():
    used = {row.fixture for row in rows().values()}
    assert sorted(set(fixtures()) - used) == [], "Name the fixture in a row, or delete it."


def test_rows_whose_room_is_not_built_are_listed(capsys):
    missing = [row.id for row in rows().values() if not row.is_built]
    with capsys.disabled():
        sys.stdout.write(f"\n{len(missing)} rows of the rights table have no route yet: ")
        sys.stdout.write(f"{', '.join(missing)}\n")


def test_every_star_of_a_built_row_has_a_test_of_its_own():
    tested = {
        row
        for path in BASE.glob("*/**/tests/**/test_*.py")
        for line in re.findall(r"mark\.rights\(([^)]*)\)", path.read_text(encoding="utf-8"))
        for row in re.findall(r"[A-Z]+\d+", line)
    }
    starred = {row.id for row in rows().values() if row.is_built and row.has_star}
    assert sorted(starred - tested) == [], (
        "A star is a condition that the table cannot check: write a test of it, marked "
        '@pytest.mark.rights("<row id>").'
    )
    assert sorted(tested - set(rows())) == [], "These marks name rows that do not exist."


@pytest.mark.parametrize(
    ("row", "role", "is_own", "expected"),
    [
        ("P04", "V", False, False),
        ("P04", "M", True, True),
        ("P04", "M", False, False),
        ("P10", "C", False, True),
        ("S07", "Mod", True, True),
        ("S07", "SC", True, False),
        ("R01", "Mod", True, False),
        ("EX10", "C", True, True),
        ("LK01", "V", False, None),
    ],
)
def test_cells_are_united_with_those_of_a_member(row, role, is_own, expected):
    assert may(rows()[row], role, is_own) is expected


def test_a_cell_of_the_parent_is_looked_up_there():
    row = rows()["C03"]
    assert [may(row, role, False, parent="P05") for role in ROLES] == [
        False,
        False,
        False,
        False,
        False,
        True,
        True,
        False,
    ]
