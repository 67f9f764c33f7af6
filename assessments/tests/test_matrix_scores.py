"""The transfer matrix by scores: stored results of the assessments that the reader may open."""

import re
from decimal import Decimal

import pytest

from assessments.actions import finish_assessment
from assessments.models import Assessment
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_met,
    make_people,
    make_strange_practice,
)
from clusterix.testing.queries import count_queries
from practices.tests.factories import make_transfer
from regions.tests.factories import make_partner, make_region

pytestmark = pytest.mark.django_db

SCORES = "/matrix/?by=scores"


def cells(page):
    """What each cell says, and what it draws."""
    return re.findall(r'aria-label="([^"]* in [^"]*: [^"]*)"([^>]*)>.*?</svg>(.*?)</a>', page.text)


def pressed_counts(page):
    found = re.findall(r"<b>([\d,]+)</b><span>(.*?)</span>", page.text)
    return {words: int(number) for number, words in found}


def make_first_look(region, practice):
    make_met(region, practice, *make_people(2, R1=2, F1=1))


def finished(region, practice, **values):
    return finish_assessment(
        assessment=make_clear(region, practice, **values), by=lead_of(region), reason="So be it."
    )


def test_a_cell_says_what_is_stored(small, member):
    practice = make_strange_practice(title="Cluster Games")
    draft = make_clear(small.home.region, practice)
    Assessment.objects.filter(pk=draft.pk).update(
        relevance=Decimal("1.3049"), feasibility=Decimal("-0.4"), uncapped="adopt",
        suggestion="adapt", could_easily_change=True,
    )  # fmt: skip
    (cell,) = cells(member.get(SCORES))
    assert cell == (
        "Cluster Games in Skåne: Adapt to us, relevance +1.30, feasibility −0.40, 3 people"
        " answered, held back by an obstacle or an open question, without it: Adopt as it is,"
        " could easily change, draft",
        ' class="cap soft draft"',
        "<span>+1.30</span><span>−0.40</span>",
    )


def test_first_look_and_too_few_answers_have_words_of_their_own(small, member):
    third = small.third.partner
    looked, few = (make_strange_practice(title=each, partner=third) for each in "AB")
    make_first_look(small.home.region, looked)
    make_met(small.home.region, few, *make_people(3, R1=2))
    page = member.get(SCORES)
    assert [(words, drawn) for words, _css, drawn in cells(page)] == [
        ("A in Skåne: First look, 2 people answered, draft", "<small>first look</small>"),
        ("B in Skåne: Not enough answered, 3 people answered, draft", ""),
    ]
    assert [page.text.count(f"#s-{sign}") for sign in ("look", "few")] == [4, 4]
    assert pressed_counts(page) == {
        "Not assessed": 4,
        "First look": 1,
        "Not enough answered": 1,
        "No suggestion": 0,
        "Adopt as it is": 0,
        "Adapt to us": 0,
        "Take ideas": 0,
        "Not for us now": 0,
    }


@pytest.mark.rights("A02", "A04")
def test_others_read_what_is_finished_and_never_drafts(small, member, colleague, stranger):
    practice = make_strange_practice(title="Cluster Games", partner=small.third.partner)
    make_clear(small.home.region, practice)
    finished(small.other.region, practice)

    def places(persona):
        return [words.split(": ")[0] for words, *_rest in cells(persona.get(SCORES))]

    of_us = ["Cluster Games in Skåne", "Cluster Games in Southern Denmark"]
    assert places(member) == places(colleague) == of_us
    assert places(stranger) == ["Cluster Games in Southern Denmark"]
    assert pressed_counts(stranger.get(SCORES))["Not assessed"] == 2


def test_the_latest_readable_one_counts(small, member, stranger):
    practice = make_strange_practice()
    final = finished(small.home.region, practice)
    make_met(small.home.region, practice, *make_people(3, R1=-2, R2=-2, R6=-2, F1=1, F3=1, F5=1))
    draft = Assessment.objects.get(state="draft")
    assert draft.suggestion == "not_now"
    assert f'href="{draft.get_absolute_url()}"' in member.get(SCORES).text
    page = stranger.get(SCORES).text
    assert f'href="{final.get_absolute_url()}"' in page
    assert draft.get_absolute_url() not in page


@pytest.mark.rights("T01", "A04")
@pytest.mark.parametrize("persona", ["visitor", "guest", "administrator"])
@pytest.mark.parametrize("address", [SCORES, "/matrix/?suggestion=adopt", f"{SCORES}&view=list"])
def test_no_scores_for_visitors_guests_and_administrators(small, request, persona, address):
    practice = make_strange_practice(title="Cluster Games")
    assessment = finished(small.home.region, practice)
    assessment.transfer.is_public = True
    assessment.transfer.save()
    make_strange_practice(title="Without anything")
    page = request.getfixturevalue(persona).get(address)
    assert page.status_code == 200
    for secret in ("relevance", "Scores", "suggestion", assessment.get_absolute_url()):
        assert secret not in page.text.partition("<main")[2].partition("</main>")[0]
    assert "Without anything" in page.text


def test_suggestions_filter_and_are_counted_by_the_other_filters(small, member):
    one, other = make_strange_practice(title="One"), make_strange_practice(title="Other")
    make_clear(small.home.region, one)
    make_met(small.home.region, other, *make_people(3, R1=-2, R2=-2, R6=-2, F1=1, F3=1, F5=1))
    page = member.get(f"{SCORES}&suggestion=adopt")
    assert re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', page.text) == ["One"]
    assert pressed_counts(page) == pressed_counts(member.get(SCORES))
    assert '<a class="chip" href="?by=scores"' in page.text
    assert "Suggestion: Adopt as it is" in page.text
    narrowed = pressed_counts(member.get(f"{SCORES}&q=other&suggestion=adopt"))
    assert (narrowed["Adopt as it is"], narrowed["Not for us now"]) == (0, 1)


def test_status_and_suggestion_hold_of_the_same_pair(small, member):
    practice = make_strange_practice(title="One")
    make_clear(small.home.region, practice)
    make_transfer(practice, small.other.region, "plan")
    page = member.get("/matrix/?status=plan&suggestion=adopt")
    assert "No practice matches these filters." in page.text
    assert "One" in member.get("/matrix/?status=assessing&suggestion=adopt").text


def test_totals_count_what_is_suggested_to_take_up(small, member):
    third = small.third.partner
    first, second = (make_strange_practice(title=each, partner=third) for each in "AB")
    make_clear(small.home.region, first)
    finished(small.other.region, first, R1=-2, R2=-2, R6=-2)
    make_clear(small.home.region, second)
    page = member.get(SCORES).text
    assert re.findall(r'<td class="tot">(.*?)</td>', page) == ["1/2", "1/1", "2"]
    foot = page.partition("<tfoot>")[2].partition("</tfoot>")[0]
    assert re.findall(r"<td[^>]*>(\d+)</td>", foot) == ["2", "0", "0", "2"]


def test_the_narrow_view_shows_the_sign_alone(small, member):
    make_clear(small.home.region, make_strange_practice())
    (cell,) = cells(member.get(f"{SCORES}&view=compact"))
    assert cell[2] == ""
    assert "relevance +1" in cell[0]


def test_queries_do_not_grow(small, member):
    make_clear(small.home.region, make_strange_practice())
    first = count_queries(member, SCORES)
    for _each in range(3):
        practice = make_strange_practice()
        make_clear(small.home.region, practice)
        finished(make_partner(region=make_region()).region, practice)
    assert count_queries(member, SCORES) == first <= 9
