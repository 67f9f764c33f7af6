"""Counts of the catalogue: exact, over what the reader may read, own selection left out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices import search
from practices.finding.facets import chips_of, facets_of, loosenings_of, problems_of, tally_of
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_statement,
    make_theme,
)
from practices.tests.reading import counts, read
from regions.tests.factories import make_industry, make_partner, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(for_the_file):
    """Three published practices, and a draft and an archived one that no count may show."""
    analysis = make_theme(code="analysis", name="Analysis", position=1)
    money = make_theme(code="money", name="Money", position=2)
    skane = make_region(code="SE22", name="Skåne", position=1)
    partner = make_partner(region=skane)
    make_region(code="DK03", name="Southern Denmark", position=2)
    food, wood = make_industry(code="food", name="Food"), make_industry(code="wood", name="Wood")
    make_practice(
        partner=partner, title="A", theme=analysis, maturity="proven", level="regional",
        origin_region=skane, countries=["SE"], industries=[food, wood], tags=["calls"],
        kind="tool", instrument="voucher", has_no_evidence_yet=True,
    )  # fmt: skip
    b = make_practice(
        partner=partner, title="B", theme=money, maturity="proven", level="national",
        countries=["SE", "DE"], industries=[food], tags=["calls", "training"], kind="measure",
        instrument="network",
    )  # fmt: skip
    make_statement(b.published_revision, dated_on="2013-05-09")
    search.index(b)
    make_practice(
        partner=partner, title="C", theme=money, maturity="pilot", countries=["DK"], kind="tool"
    )
    hidden = {
        "theme": money,
        "maturity": "idea",
        "countries": ["FR"],
        "tags": ["secret"],
        "kind": "tool",
        "instrument": "grant",
        "industries": [food, wood],
    }
    make_draft(partner=partner, title="Draft", **hidden)
    make_practice(partner=partner, title="Archived", archived_at=PUBLISHED_AT, **hidden)


@pytest.fixture
def three(built, db):
    """To read: nobody gets at the objects."""


def test_all_counts_without_a_filter(three):
    assert counts() == {
        "Theme": {"Analysis": 1, "Money": 2},
        "Maturity": {"Established": 0, "Proven": 2, "Pilot": 1, "Idea": 0},
        "Evidence": {
            "With a dated statement": 1,
            "Without a dated statement": 1,
            "None yet": 1,
        },
        "Partner region": {"Skåne": 1, "Southern Denmark": 0},
        "Country": {"Sweden": 2, "Denmark": 1, "Germany": 1},
        "Field of strength": {"Food": 2, "Wood": 1},
        "Links two fields": {"Food × Wood": 1},
        "Tags": {"calls": 2, "training": 1},
        "Instrument": {
            **dict.fromkeys(["Public procurement", "Special call", "Grant", "Service"], 0),
            "Voucher": 1,
            "Network": 1,
            "Method": 0,
        },
        "Kind": {"Measure": 1, "Tool": 2},
        "Level": {"National": 1, "Regional": 1, "Local": 0},
    }


def test_a_facet_leaves_its_own_selection_out_and_the_others_narrow(three):
    filters = read("maturity=proven&theme=money")
    tally = tally_of(filters)

    assert [practice.title for practice in filters.found()] == ["B"]
    assert (tally.found, tally.listed) == (1, 3)
    assert tally.by_facet["maturity"] == {"proven": 1, "pilot": 1}
    assert tally.by_facet["theme"] == {"analysis": 1, "money": 1}
    assert tally.by_facet["tag"] == {"calls": 1, "training": 1}
    assert tally.by_facet["country"] == {"SE": 1, "DE": 1}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("maturity=proven&maturity=pilot", ["A", "B", "C"]),
        ("country=DE&country=DK", ["B", "C"]),
        ("country=SE", ["A", "B"]),
        ("country=XX", []),
        ("industry=food&industry=wood", ["A", "B"]),
        ("industry=wood", ["A"]),
        ("links=food~wood", ["A"]),
        ("links=food~wood&industry=wood", ["A"]),
        ("kind=tool", ["A", "C"]),
        ("kind=tool&instrument=voucher", ["A"]),
        ("instrument=voucher&instrument=network", ["A", "B"]),
        ("evidence=dated", ["B"]),
        ("evidence=none&evidence=undated", ["A", "C"]),
        ("tag=calls", ["A", "B"]),
        ("tag=calls&tag=training", ["A", "B"]),
        ("tag=training&maturity=proven", ["B"]),
        ("region=SE22", ["A"]),
        ("region=DK03", []),
        ("level=national&level=regional", ["A", "B"]),
        ("theme=money&level=regional", []),
    ],
)
def test_values_widen_and_filters_narrow(three, query, titles):
    assert [practice.title for practice in read(query + "&sort=title").found()] == titles


def test_chips_take_one_value_away_each(three):
    filters = read("q=a+b&maturity=proven&maturity=pilot&country=SE&tag=calls&sort=title&page=2")

    assert [(chip.label, chip.url) for chip in chips_of(filters)] == [
        ("Words: a b", "?maturity=proven&maturity=pilot&country=SE&tag=calls&sort=title"),
        ("Maturity: proven", "?q=a+b&maturity=pilot&country=SE&tag=calls&sort=title"),
        ("Maturity: pilot", "?q=a+b&maturity=proven&country=SE&tag=calls&sort=title"),
        ("Country: Sweden", "?q=a+b&maturity=proven&maturity=pilot&tag=calls&sort=title"),
        ("Tags: calls", "?q=a+b&maturity=proven&maturity=pilot&country=SE&sort=title"),
    ]


def test_several_values_of_a_filter_are_alternatives(three):
    filters = read("theme=analysis&maturity=established&maturity=pilot&maturity=idea")
    assert [each.label for each in loosenings_of(filters)] == [
        "Maturity: established, pilot or idea",
        "Theme: Analysis",
    ]


def test_chips_say_their_value_in_words(three):
    filters = read("evidence=dated&links=food~wood&kind=tool&instrument=voucher&level=local")

    assert [chip.label for chip in chips_of(filters)] == [
        "Evidence: with a dated statement",
        "Links two fields: Food × Wood",
        "Instrument: voucher",
        "Kind: tool",
        "Level: local",
    ]


def test_a_long_list_is_folded_and_unfolds_with_what_is_chosen(three):
    for number in range(9):
        make_practice(tags=[f"tag {number}"])

    def tags(query):
        filters = read(query)
        facets = facets_of(filters, tally_of(filters))
        return next(facet for facet in facets if facet.name == "tag")

    facet = tags("")
    first = ["calls", "tag 0", "tag 1", "tag 2", "tag 3", "tag 4", "tag 5", "tag 6"]
    assert [choice.label for choice in facet.first] == first
    assert [choice.label for choice in facet.folded] == ["tag 7", "tag 8", "training"]
    assert (facet.is_open, facet.unfolds) == (False, False)
    assert (tags("tag=calls").is_open, tags("tag=calls").unfolds) == (True, False)
    assert tags("tag=training").unfolds


def test_of_a_long_list_come_the_most_frequent_values_and_those_chosen(three):
    filters = read("tag=training")
    tally = tally_of(filters, most=1)

    assert tally.by_facet["tag"] == {"calls": 2, "training": 1}
    assert tally_of(read(), most=1).by_facet["tag"] == {"calls": 2}
    assert tally_of(read()).labels["tag"] == {"calls": "calls", "training": "training"}


def test_an_empty_list_says_what_each_filter_keeps_out(three):
    filters = read("theme=analysis&maturity=pilot&country=DK")

    assert [(each.label, each.count, each.url) for each in loosenings_of(filters)] == [
        ("Theme: Analysis", 1, "?maturity=pilot&country=DK"),
    ]
    filters = read("theme=money&maturity=established")
    assert [(each.label, each.count) for each in loosenings_of(filters)] == [
        ("Maturity: established", 2),
    ]
    filters = read("q=absent&level=national")
    assert [(each.label, each.count) for each in loosenings_of(filters)] == [
        ("Words: absent", 1),
    ]
    filters = read("q=absent")
    assert [(each.label, each.count) for each in loosenings_of(filters)] == [
        ("Words: absent", 3),
    ]


@pytest.mark.parametrize(
    ("query", "at_most"),
    [("", 2), ("q=a", 2), ("q=absent&level=local", 3), ("level=local&kind=tool&country=FR", 3)],
)
def test_counts_and_loosenings_take_few_questions(three, query, at_most):
    """The vocabulary, the codes of what is chosen, the statement."""
    with CaptureQueriesContext(connection) as captured:
        filters = read(query)
        tally = tally_of(filters, rows=20, most=30)
        facets_of(filters, tally), chips_of(filters)
        if not tally.found:
            loosenings_of(filters, tally)
    assert len(captured) <= at_most


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "theme=nope",
            "Theme: “nope” is not in the list.",
        ),
        ("region=SE99", "Partner region: “SE99” is not in the list."),
        ("maturity=old", "Maturity: “old” is not in the list."),
        ("country=sweden", "Country: “sweden” is not in the list."),
        ("tag=secret", "Tags: “secret” is not in the list."),
        ("tag=unheard", "Tags: “unheard” is not in the list."),
        ("evidence=much", "Evidence: “much” is not in the list."),
        ("kind=law", "Kind: “law” is not in the list."),
        ("instrument=law", "Instrument: “law” is not in the list."),
        ("links=food", "Links two fields: “food” is not in the list."),
        ("links=food~iron", "Links two fields: “food~iron” is not in the list."),
        ("links=wood~food", "Links two fields: “wood~food” is not in the list."),
        ("links=food~food", "Links two fields: “food~food” is not in the list."),
        ("links=~", "Links two fields: “~” is not in the list."),
        ("sort=random", "Sort by: The list cannot be sorted by “random”."),
    ],
)
def test_an_unknown_value_is_named_and_left_out(three, query, sentence):
    filters = read(query + "&level=national")
    assert [problem.startswith(sentence) for problem in problems_of(filters)] == [True]
    assert [practice.title for practice in filters.found()] == ["B"]
