"""The dry run: what each row would do, and why not."""

from datetime import date

import pytest

from core.errors import BadInput
from practices.models import Practice, Revision
from practices.sheets.headings import ForbiddenColumns
from practices.tests.factories import make_practice, make_theme
from practices.tests.sheets import csv_file, plan, rows_of, xlsx_file
from practices.tests.writing import make_open
from regions.tests.factories import make_industry


def planned(rows, by, partner=None):
    return rows_of(plan(csv_file(*rows), by, partner))


def test_a_row_without_a_slug_begins_a_practice(small, lead):
    make_theme(code="money", name="Cluster financing")
    found = planned(
        [
            ["THEME", " title ", "Evidence of success", "Summary"],
            ["money", "Vouchers", "2012 | Report | | Forty came.", "Short."],
        ],
        lead.reader,
    )
    assert found[2] | {"effect": ""} == {
        "row": 2,
        "would": "new",
        "title": "Vouchers",
        "says": "Draft for Skåne. Theme: Cluster financing.",
        "notes": ["3 things are missing before it can be submitted."],
        "effect": "",
    }
    assert not Practice.objects.exists()


def test_a_row_with_a_slug_says_what_it_changes(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund", tags=["old"])
    found = planned(
        [
            ["Slug", "Title", "Tags", "Until", "Place"],
            [practice.slug, "Fund", "old, new", "2015", ""],
        ],
        lead.reader,
    )
    assert found[2]["would"] == "change"
    assert found[2]["changes"] == [
        ["Place", "Lund", ""],
        ["Until", "", "2015"],
        ["Tags", "old", "old, new"],
    ]
    assert found[2]["notes"] == [
        "Begins a new version; the page stays as it is until it is approved."
    ]


def test_columns_that_are_not_there_stay_as_they_are(small, lead):
    draft = make_open(partner=small.home.partner, title="Draft", place="Lund")
    found = planned([["slug", "From"], [draft.practice.slug, "2011"]], lead.reader)
    assert found[2]["changes"] == [["From", "", "2011"]]
    assert found[2]["notes"] == ["Changes the draft."]


def test_long_texts_are_cut_to_what_differs(small, lead):
    text = "word " * 100
    practice = make_practice(partner=small.home.partner, problem=f"{text}old {text}".strip())
    found = planned(
        [["Slug", "Problem addressed"], [practice.slug, f"{text}new {text}".strip()]], lead.reader
    )
    [(heading, was, becomes)] = found[2]["changes"]
    assert heading == "Problem addressed"
    assert was == f"…{('word ' * 12)}old {('word ' * 12).strip()}…"
    assert becomes == was.replace("old", "new")


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        (
            "From",
            "spring",
            "Cell B2, “From”, holds “spring”. Write a year, a month or a day: 2011, April 2011 or "
            "2011-04-05.",
        ),
        (
            "Title",
            "x" * 101,
            f"Cell B2, “Title”, holds “{'x' * 40}…”. Shorten this text: it has 101 characters, the "
            "limit is 100.",
        ),
        (
            "How it works",
            "y" * 10_000,
            f"Cell B2, “How it works”, holds “{'y' * 40}…”. Shorten this text: it has 10,000 "
            "characters, the limit is 1,500.",
        ),
        (
            "Level",
            "regionall",
            "Cell B2, “Level”, holds “regionall”. “regionall” is not in the list. Did you mean "
            "“Regional”?",
        ),
        (
            "Countries",
            "Atlantis",
            "Cell B2, “Countries”, holds “Atlantis”. “Atlantis” is not in the list. Choose from "
            "the template.",
        ),
        (
            "NUTS codes",
            "SE-22",
            "Cell B2, “NUTS codes”, holds “SE-22”. Write the NUTS code as two letters and up to "
            "three more letters or digits, as in SE22.",
        ),
        (
            "Still running",
            "perhaps",
            "Cell B2, “Still running”, holds “perhaps”. Write “yes” or “no”.",
        ),
        ("Partner", "Nobody", "No partner has the name “Nobody”. Choose from the template."),
        (
            "Partner",
            "Agency of Skone",
            "No partner has the name “Agency of Skone”. Did you mean “Agency of Skåne”?",
        ),
        (
            "Partner",
            "Agency of Southern Denmark",
            "You import for your own organisation only, not for Agency of Southern Denmark.",
        ),
        (
            "Slug",
            "nowhere",
            "No practice has the slug “nowhere”. Correct it, or clear the cell to begin a new "
            "practice.",
        ),
    ],
)
def test_what_cannot_be_done_says_where_and_what_to_do(small, lead, heading, cell, sentence):
    first = ["Summary", "Short."] if heading == "Title" else ["Title", "School"]
    found = planned([[first[0], heading], [first[1], cell]], lead.reader)
    assert (found[2]["would"], found[2]["problems"]) == ("cannot", [sentence])


def test_all_problems_of_a_row_are_said_at_once(small, lead):
    found = planned([["Title", "From", "Until"], ["", "spring", "2009"]], lead.reader)
    assert len(found[2]["problems"]) == 2
    assert found[2]["problems"][0] == "Give the practice a title."


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["2012", "2011", ""], "“Until” lies before “From”. Correct one of them."),
        (
            ["", "2011", "yes"],
            "It has ended. Write “no” under “Still running”, or clear “Until”.",
        ),
    ],
)
def test_dates_fit_each_other(small, lead, cells, sentence):
    found = planned([["Title", "From", "Until", "Still running"], ["School", *cells]], lead.reader)
    assert found[2]["problems"] == [sentence]


def test_faults_of_cells_are_named_with_their_row(small, lead):
    file = xlsx_file(["Title", "Place", "Remarks"], ["School", "=1+1", "=1+1"])
    [row] = plan(file, lead.reader).plan["rows"]
    assert row["problems"] == [
        "Cell B2 holds a formula whose value is not in the file. Type the value, or open the file "
        "in your office program and save it once."
    ]


def test_a_slug_or_a_new_title_stands_once(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund")
    found = planned(
        [
            ["Slug", "Title"],
            [practice.slug, "Fund 2"],
            [practice.slug, "Fund 3"],
            ["", "School"],
            ["", "SCHOOL"],
        ],
        lead.reader,
    )
    assert [found[number]["problems"] for number in (2, 3, 4, 5)] == [
        ["The slug stands in row 3 too. Keep one of them."],
        ["The slug stands in row 2 too. Keep one of them."],
        ["The title stands in row 5 too. Keep one of them."],
        ["The title stands in row 4 too. Keep one of them."],
    ]


@pytest.mark.parametrize("name", ["agency of skåne", "SE22", "Skåne"])
def test_the_coordinator_brings_rows_for_every_partner(small, coordinator, name):
    found = planned([["Title", "Partner"], ["School", name], ["Own", ""]], coordinator.reader)
    assert found[2]["says"] == "Draft for Skåne."
    assert found[2]["notes"][0] == (
        "Entered for Agency of Skåne: it counts once they have confirmed it."
    )
    assert found[3]["says"] == "Draft for Lower Austria."


def test_columns_for_information_are_not_read_and_say_so(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund")
    found = planned(
        [
            ["Slug", "Title", "First published", "Last confirmed"],
            [practice.slug, "Fund", "2026-03-01", "2026-04-01"],
            ["", "School", "2012-01-01", ""],
        ],
        lead.reader,
    )
    assert found[2]["notes"] == ["For information only, not read: “Last confirmed”."]
    assert found[3]["notes"][-1] == "For information only, not read: “First published”."


def test_unknown_columns_are_named(small, lead):
    kept = plan(csv_file(["Title", "Remarks", "Colour"], ["School", "x", "y"]), lead.reader)
    assert kept.plan["unknown"] == [[1, "Remarks"], [2, "Colour"]]
    assert kept.plan["columns"] == [["Title", "Title"]]


@pytest.mark.rights("I02")
@pytest.mark.parametrize(
    "heading", ["User", "e-mail", "ROLES", "Rating", "decisions", "Published state", "Status"]
)
def test_forbidden_columns_are_refused_by_name(small, lead, heading):
    with pytest.raises(ForbiddenColumns) as refused:
        planned([["Title", heading, "Place"], ["School", "x", "Lund"]], lead.reader)
    assert refused.value.status == 422
    assert [str(each) for each in refused.value.reasons] == [
        f"These columns cannot be imported: “{heading}”. Users, roles, ratings, decisions and the "
        "published state change on their own pages. Delete the columns and send the file again."
    ]


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        (
            ["Title", "Place", "NAME"],
            "The columns A and C both mean “Title”. Keep one of them.",
        ),
        (
            ["Place", "Summary"],
            "No column is called “Title”. Name the columns as in the template and send it again.",
        ),
    ],
)
def test_headings_that_cannot_be_used(small, lead, headings, sentence):
    with pytest.raises(BadInput) as refused:
        planned([headings, ["a", "b", "c"][: len(headings)]], lead.reader)
    assert [str(each) for each in refused.value.reasons] == [sentence]


def test_words_and_codes_mean_the_same(small, lead):
    make_theme(code="money", name="Cluster financing")
    make_industry(code="ict", name="ICT, media")
    make_industry(code="food", name="Food")
    draft = make_open(partner=small.home.partner, title="School", countries=[], theme=None)
    Revision.objects.update(theme=None)
    found = planned(
        [
            ["Slug", "Theme", "Fields of strength", "Countries", "Kind", "From", "Language"],
            [
                draft.practice.slug,
                "cluster FINANCING",
                "ICT, media; food",
                "sweden, dk",
                "tool",
                "April 2011",
                "en",
            ],
        ],
        lead.reader,
    )
    assert found[2]["changes"] == [
        ["Theme", "", "Cluster financing"],
        ["Countries", "", "SE, DK"],
        ["From", "", "2011-04"],
        ["Fields of strength", "", "ICT, media; Food"],
        ["Kind", "", "Tool"],
    ]
    found = planned(
        [["Slug", "Fields of strength"], [draft.practice.slug, "food, ict"]], lead.reader
    )
    assert found[2]["changes"] == [["Fields of strength", "", "Food; ICT, media"]]


def test_countries_follow_from_nuts_codes_as_in_the_form(small, lead):
    draft = make_open(partner=small.home.partner, countries=[], nuts_codes=[])
    found = planned([["Slug", "NUTS codes"], [draft.practice.slug, "se22, EL30"]], lead.reader)
    assert found[2]["changes"] == [["Countries", "", "SE, GR"], ["NUTS codes", "", "SE22, EL30"]]


def test_the_number_of_queries_does_not_grow_with_the_rows(
    small, lead, django_assert_max_num_queries
):
    practices = [make_practice(partner=small.home.partner) for _each in range(4)]
    rows = [["Slug", "Title"], *([each.slug, each.title] for each in practices)]
    rows += [["", f"School {number}"] for number in range(20)]
    file, by = csv_file(*rows), lead.reader
    with django_assert_max_num_queries(20):
        kept = plan(file, by)
    assert [row["would"] for row in kept.plan["rows"]] == ["same"] * 4 + ["new"] * 20


def test_dates_in_a_workbook_are_as_precise_as_they_are_shown(small, lead):
    file = xlsx_file(["Title", "From", "Until"], ["School", date(2011, 4, 5), 2013])
    [row] = plan(file, lead.reader).plan["rows"]
    assert row["would"] == "new"
