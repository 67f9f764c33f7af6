"""Partners copied from a spreadsheet, as people really copy them."""

import pytest

from clusterix.setup.paste import MOST_ROWS, letters_for, read, short_for

SKANE = "Cluster 55° / Lund University"


def fields(pasted, *names):
    return [tuple(getattr(row, name) for name in names) for row in pasted.rows]


def problems(pasted):
    return [[str(problem) for problem in row.problems] for row in pasted.rows]


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_columns_may_be_parted_by_tabs_semicolons_and_commas(sign):
    lines = [
        sign.join(["ecoplus", "eco", "Lower Austria", "AT12", "AT"]),
        sign.join([SKANE, "C55", "Skåne", "SE22", "SE"]),
    ]
    pasted = read("\n".join(lines))
    assert pasted.is_good
    assert fields(pasted, "organisation", "short", "region", "code", "country") == [
        ("ecoplus", "eco", "Lower Austria", "AT12", "AT"),
        (SKANE, "C55", "Skåne", "SE22", "SE"),
    ]


def test_headings_allow_any_order_and_more_columns():
    pasted = read("NUTS code;Region;Phone;Organisation;lat;lon\nSE22;Skåne;+46;Lund;55,7;13.2")
    assert fields(pasted, "organisation", "region", "code", "latitude", "longitude") == [
        ("Lund", "Skåne", "SE22", 55.7, 13.2)
    ]


def test_a_comma_in_a_tabbed_or_quoted_cell_is_kept():
    tabbed = read("City of Karlsruhe, Economic Development\tKarlsruhe\tDE12")
    quoted = read('"City of Karlsruhe, Economic Development",Karlsruhe,DE12')
    for pasted in (tabbed, quoted):
        assert fields(pasted, "organisation", "short", "region", "code") == [
            ("City of Karlsruhe, Economic Development", "City of Karlsruhe", "Karlsruhe", "DE12")
        ]


def test_the_code_may_stand_before_the_region_and_be_a_whole_country():
    pasted = read("Tillväxtverket\tSE\tSweden (national)\nINMA\tRO32\tRomania (București)")
    assert fields(pasted, "organisation", "region", "code", "country") == [
        ("Tillväxtverket", "Sweden (national)", "SE", "SE"),
        ("INMA", "Romania (București)", "RO32", "RO"),
    ]


def test_a_short_name_that_looks_like_a_code_is_none():
    pasted = read("Entreprise Rhône-Alpes\tERAI\tRhône-Alpes\tFR71\nAgency\tNRW\tRuhr\tDEA")
    assert fields(pasted, "short", "code") == [("ERAI", "FR71"), ("NRW", "DEA")]


def test_empty_lines_and_spaces_do_not_matter():
    pasted = read("\n\n  Lund \t  Skåne\tse22  \n\n")
    assert fields(pasted, "line", "organisation", "region", "code") == [
        (3, "Lund", "Skåne", "SE22")
    ]


def test_each_bad_line_says_what_is_wrong():
    pasted = read("NUTS;Organisation;Region\n;Lund;Skåne\nSE2222;Malmö;Skåne\nDK03;;Syddanmark")
    assert problems(pasted) == [
        ["The NUTS code is missing: two letters and up to three more, as in SE22."],
        ["SE2222 is not a NUTS code: two letters and up to three more, as in SE22."],
        ["The name of the organisation is missing."],
    ]
    assert (pasted.is_good, pasted.bad_count) == (False, 3)


def test_a_code_twice_and_letters_twice_are_refused():
    pasted = read("Lund\tSkåne\tSE22\nMalmö\tSkåne\tSE22", ["SK", "SK"])
    assert problems(pasted) == [
        [],
        [
            "This NUTS code is in the list twice.",
            "These letters are used twice. Choose others.",
        ],
    ]


def test_a_name_that_does_not_fit_is_refused():
    pasted = read(f"{'x' * 161}\tSkåne\tSE22")
    assert problems(pasted) == [["A name is longer than 160 characters. Shorten it."]]


def test_too_many_columns_are_not_guessed():
    pasted = read("Lund\tC55\tSkåne\tSE22\tsomething else")
    assert problems(pasted) == [
        ["There are too many columns. Keep organisation, region and NUTS code."]
    ]


def test_nothing_and_far_too_much_are_refused_as_a_whole():
    assert [str(each) for each in read(" \n ").problems] == ["Paste at least one partner."]
    many = "\n".join(f"Agency\tRegion\tSE{n:03}" for n in range(MOST_ROWS + 1))
    assert [str(each) for each in read(many).problems] == ["Paste at most 200 rows at once."]


def test_letters_are_proposed_and_differ():
    taken = set()
    proposed = []
    for region in ("Lower Austria", "Skåne", "Southern Denmark", "Latvia", "Лапландия", "Łódź"):
        pair = letters_for(region, taken)
        taken.add(pair)
        proposed.append(pair)
    assert proposed == ["LA", "SK", "SD", "LT", "XA", "LO"]


@pytest.mark.parametrize(
    ("organisation", "short"),
    [
        ("ecoplus. The Business Agency of Lower Austria", "ecoplus"),
        (SKANE, "Cluster 55°"),
        ("ERAI - Entreprise Rhône-Alpes International", "ERAI"),
        ("Tillväxtverket", "Tillväxtverket"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_short_name_is_what_stands_first(organisation, short):
    assert short_for(organisation) == short
