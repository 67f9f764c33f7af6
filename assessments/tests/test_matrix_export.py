"""The transfer matrix as files: the same cells, for the same people, harmless in a spreadsheet."""

import csv
import json
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import override_settings
from openpyxl import load_workbook

from assessments.actions import finish_assessment
from assessments.models import Assessment, RoundModerator
from assessments.tests.pairs import lead_of, make_clear, make_met, make_people
from clusterix.testing.persona import Persona
from clusterix.testing.queries import count_queries
from practices.tests.factories import make_practice, make_theme, make_transfer
from regions.tests.factories import make_member

pytestmark = pytest.mark.django_db

ADDRESS = "/matrix/export"
SCORES = {"R1": 2, "R2": 2, "R6": 1, "F1": 1, "F3": 1, "F5": 1}


@pytest.fixture
def practice(small):
    """Of Lower Austria; taken up by Skåne, shown by Southern Denmark."""
    made = make_practice(
        title="=cmd|' /C calc'!A0",
        slug="cmd",
        theme=make_theme(name="Finance"),
        origin_region=small.third.region,
        partner=small.third.partner,
    )
    make_transfer(made, small.home.region, "plan")
    make_transfer(made, small.other.region, "learn", is_public=True)
    return made


def table(answer):
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def records(answer):
    return {each["title"]: each["cells"] for each in json.loads(answer.content)["practices"]}


def test_the_file_holds_what_the_page_shows(practice, member):
    answer = member.get(f"{ADDRESS}.csv")
    head, cells = table(answer)
    assert head[:4] == ["Practice", "Address", "Theme", "Origin"]
    assert cells[0] == "'=cmd|' /C calc'!A0"
    assert cells[1:4] == ["http://testserver/practices/cmd/", "Finance", "Lower Austria"]
    assert dict(zip(head[4:], cells[4:], strict=True)) == {
        "Skåne": "In plan",
        "Southern Denmark": "Take ideas",
        "Lower Austria": "Origin",
        "Taken up": "1",
    }
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="transfer-matrix')
    assert table(member.get(f"{ADDRESS}.csv?region=SE22"))[0][4:] == ["Skåne", "Taken up"]
    assert len(table(member.get(f"{ADDRESS}.csv?status=done"))) == 1


@pytest.mark.rights("T01")
@pytest.mark.parametrize("persona", ["visitor", "guest"])
def test_visitors_and_guests_take_what_regions_show(practice, request, persona):
    asking = request.getfixturevalue(persona)
    cells = table(asking.get(f"{ADDRESS}.csv"))[1]
    assert cells[4:] == ["", "Take ideas", "Origin", "0"]
    shown = {"DK03": {"status": "learn"}, "AT12": {"status": "origin"}}
    assert records(asking.get(f"{ADDRESS}.json"))[practice.title] == shown


def test_no_cell_of_a_workbook_is_a_formula(practice, member):
    book = load_workbook(BytesIO(member.get(f"{ADDRESS}.xlsx").content))
    assert book.sheetnames == ["Matrix", "Pairs"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["Matrix"]["A2"].value == f"'{practice.title}"
    pairs = [[cell.value for cell in row[4:]] for row in book["Pairs"].iter_rows()]
    assert pairs == [
        ["Region", "NUTS code", "Status"],
        ["Skåne", "SE22", "In plan"],
        ["Southern Denmark", "DK03", "Take ideas"],
    ]


def test_scores_are_numbers(small, steering):
    practice = make_practice(title="One", origin_region=small.other.region)
    finished = finish_assessment(
        assessment=make_clear(small.home.region, practice), by=lead_of(small.home.region)
    )
    Assessment.objects.filter(pk=finished.pk).update(
        relevance=Decimal("1.25"), feasibility=Decimal("-0.5"), could_easily_change=True
    )
    (cell,) = records(steering.get(f"{ADDRESS}.json?by=scores&region=SE22"))["One"].values()
    assert cell == {
        "status": "assessing", "came_out": "adopt", "uncapped": "adopt",
        "could_easily_change": True, "relevance": 1.25, "feasibility": -0.5, "people": 3,
        "state": "final",
    }  # fmt: skip
    lines = table(steering.get(f"{ADDRESS}.csv?by=scores&region=SE22"))
    assert [line[4:] for line in lines] == [
        ["Skåne", "Skåne: relevance", "Skåne: feasibility", "Suggested to take up"],
        ["Adopt as it is", "1.2500", "-0.5000", "1"],
    ]
    book = load_workbook(BytesIO(steering.get(f"{ADDRESS}.xlsx?by=scores&region=SE22").content))
    assert [cell.value for cell in book["Pairs"][2]][6:] == [
        *("In assessment", "Adopt as it is", "Adopt as it is", "Yes"),
        *(1.25, -0.5, 3, "Finished"),
    ]


@pytest.mark.rights("E03")
@pytest.mark.parametrize("query", ["by=scores", "suggestion=adopt"])
def test_scores_are_taken_along_by_few(small, query, request, visitor):
    make_clear(small.home.region)
    statuses = {
        persona: request.getfixturevalue(persona).get(f"{ADDRESS}.csv?{query}").status_code
        for persona in ("member", "colleague", "lead", "stranger", "steering", "coordinator")
    }
    assert statuses == {
        **dict.fromkeys(("member", "colleague", "lead", "stranger"), 403),
        **dict.fromkeys(("steering", "coordinator"), 200),
    }
    assert visitor.get(f"{ADDRESS}.csv?{query}").status_code == 302


@pytest.mark.rights("E03")
def test_moderators_take_the_results_of_their_own_sessions(small):
    moderator = Persona(user=make_member(small.third.partner))
    own, other = (
        make_practice(title="Own", nuts_codes=["XX00"]),
        make_practice(title="Other", nuts_codes=["XX00"]),
    )
    met = make_met(small.home.region, own, *make_people(3, **SCORES))
    make_met(small.home.region, other, *make_people(3, **SCORES))
    for each in Assessment.objects.filter(transfer__region=small.home.region):
        finish_assessment(assessment=each, by=lead_of(small.home.region))
    assert moderator.get(f"{ADDRESS}.json?by=scores").status_code == 403
    RoundModerator.objects.create(round=met, user=moderator.user)
    found = records(moderator.get(f"{ADDRESS}.json?by=scores&region=SE22"))
    assert found["Own"]["SE22"]["came_out"] == "adopt"
    assert found["Other"] == {"SE22": {"status": "assessing"}}


def test_who_is_not_signed_in_may_ask_so_often(small, visitor, member):
    with override_settings(PRACTICE_EXPORTS_PER_HOUR=1):
        assert visitor.get(f"{ADDRESS}.csv").status_code == 200
        assert visitor.get(f"{ADDRESS}.json").status_code == 429
        assert visitor.get("/practices/export.csv").status_code == 429
        assert [member.get(f"{ADDRESS}.csv").status_code for _each in range(2)] == [200, 200]


def test_there_is_no_other_ending(member):
    assert member.get("/matrix/export.pdf").status_code == 404


def test_queries_do_not_grow(small, member, practice):
    first = count_queries(member, f"{ADDRESS}.csv")
    for number in range(3):
        made = make_practice(title=f"More {number}", partner=small.third.partner)
        make_transfer(made, small.home.region, "plan")
    assert count_queries(member, f"{ADDRESS}.csv") == first <= 8
