"""The sheet for a region outside: the questions of a round at home and what the practice needs."""

import re

import pytest
from playwright.sync_api import expect

from assessments.actions import ensure_default_sets
from assessments.default_sets import QUESTIONS
from assessments.models import CriteriaSet, Criterion
from clusterix.testing.queries import count_queries
from core import clock
from practices.actions import archive, take_down
from practices.models import RevisionState
from practices.tests.factories import make_draft, make_practice, make_requirement, make_revision
from regions.reader import Reader

SYSTEM = Reader.system()
URL = "/practices/vouchers/self-check/"


@pytest.fixture
def practice(small):
    ensure_default_sets(by=SYSTEM)
    practice = make_practice(slug="vouchers", title="Vouchers", partner=small.home.partner)
    make_requirement(practice.published_revision, text="Two people.", needed=2)
    make_requirement(practice.published_revision, text="A fund.", needed=3, is_core=False)
    return practice


def test_everybody_gets_the_questions_and_the_needs(practice, visitor, member, stranger):
    for persona in (visitor, member, stranger):
        page = persona.get(URL)
        assert page.status_code == 200
        asked = re.findall(r'<b id="q-(\w+)">([^<]+)</b>', page.text)
        assert asked == [(each.code, each.question) for each in QUESTIONS]
        assert page.text.count('value="unknown"') == len(QUESTIONS) == 16
        assert [need.text for need in page.context["needs"]] == ["Two people.", "A fund."]
        assert page.text.count('value="have"') == 2
        assert "(adaptable)" in page.text
        for decision in ("Adopt as it is", "Adapt to us", "Take ideas", "Not for us now"):
            assert decision in page.text
        assert "http://testserver/practices/vouchers/question/" in page.text
        assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]


def test_the_page_of_the_practice_leads_to_it(practice, visitor):
    assert f'href="{URL}"' in visitor.get("/practices/vouchers/").text


def test_the_newest_version_of_the_set_is_asked(practice, visitor):
    newer = CriteriaSet.objects.create(
        code="home", version=2, name="Home set", released_at=clock.now()
    )
    Criterion.objects.create(
        criteria_set=newer,
        code="R1",
        position=1,
        dimension="relevance",
        topic="strategy",
        question="Is it ours?",
        low_label="no",
        high_label="yes",
    )
    asked = re.findall(r'<b id="q-\w+">([^<]+)</b>', visitor.get(URL).text)
    assert asked == ["Is it ours?"]


def test_it_says_what_the_approved_text_says(practice, visitor, member):
    newer = make_revision(practice, title="New words", state=RevisionState.SUBMITTED)
    make_requirement(newer, text="Three people.")
    for persona in (visitor, member):
        page = persona.get(URL).text
        assert "New words" not in page
        assert "Three people." not in page


def test_there_is_none_for_drafts_and_none_for_what_is_gone(practice, visitor, member, small):
    draft = make_draft(partner=small.home.partner)
    for persona in (visitor, member):
        assert persona.get(f"{draft.get_absolute_url()}self-check/").status_code == 404
    archive(practice=practice, by=SYSTEM)
    page = visitor.get(URL)
    assert (page.status_code, "question/" in page.text) == (200, False)
    take_down(practice=practice, reason="Wrong.", by=SYSTEM)
    assert visitor.get(URL).status_code == 410


def test_a_practice_without_named_needs_says_so(small, visitor):
    practice = make_practice(partner=small.home.partner)
    page = visitor.get(f"{practice.get_absolute_url()}self-check/").text
    assert "The owner has not named what it needs." in page


def test_it_asks_the_database_seldom_and_is_kept_by_caches(practice, visitor):
    assert count_queries(visitor, URL) <= 6
    tag = visitor.get(URL).headers["ETag"]
    assert visitor.get(URL, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_is_filled_in_on_the_screen_and_fits_two_sheets_of_paper(practice, open_as):
    page = open_as(None, URL)
    page.get_by_role("radiogroup", name="Does it fit our strategy?").get_by_text("+2").click()
    expect(page.locator('input[name="R1"][value="2"]')).to_be_checked()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
