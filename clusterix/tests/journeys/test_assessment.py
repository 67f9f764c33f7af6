"""An assessment from asking at home, in two languages, to a decision that is taken back."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from assessments.tests.pairs import CODES, EXAMPLE, make_met, values_in
from clusterix.tests.journeys.steps import answering, asking, assessing, catalogue, frame
from core import clock
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Person(NamedTuple):
    """Somebody of the region who is asked by name; `row` of the worked example."""

    name: str
    email: str
    language: str
    level: str
    code: str
    row: str

    @property
    def values(self):
        """Code and answer, in the order of the questions."""
        given = values_in(self.row)
        return [(code, given[code]) for code in CODES]


ROWS = [row for _level, row in EXAMPLE]
PEOPLE = (
    Person("Anna Berg", "anna@a.eu", "English", "Policy maker", "policy_maker", ROWS[0]),
    Person("Bo Lind", "bo@a.eu", "Svenska", "Intermediary", "intermediary", ROWS[1]),
    Person("Cilla Ek", "cilla@a.eu", "Svenska", "Cluster practitioner", "practitioner", ROWS[2]),
    Person("Disa Holm", "disa@a.eu", "English", "Policy maker", "policy_maker", ROWS[3]),
)
# Cilla does not know the first question about feasibility; he does.
KNOWS = Person("Egon Ros", "egon@a.eu", "Svenska", "Policy maker", "policy_maker", "")
PASSED = "F1"
IN_THE_MEETING = {"R1": 2, "R2": 2, "R6": 1, "F1": 1, "F3": -2, "F5": 1}


@pytest.fixture
def practice(place):
    """Talked about in a meeting already, with one person of the region."""
    made = make_practice(
        title="Fund of funds", partner=place.third.partner, origin_region=place.third.region
    )
    make_met(place.home.region, made, IN_THE_MEETING)
    return made


@pytest.fixture
def letter_to(outbox):
    """The way in that the newest letter to somebody shows."""
    return lambda person: frame.path_in(outbox(), person.email, "Fund of funds")


def test_a_region_asks_at_home_decides_and_takes_it_back_a_year_later(
    open_as, practice, lead, letter_to, calendar
):
    page = open_as(lead, practice.get_absolute_url())
    before = first_look(page)
    people_answer(open_as, page, letter_to)
    after = the_sentence_is_another(page, before)
    the_obstacle_is_answered(page, after)
    assessment = page.url
    decided(page)
    printed(page, "Adapt to us")
    calendar.let_pass(365)
    page.goto(assessment)
    taken_back(page)
    frame.follow(page, "Fund of funds")
    catalogue.travels(page, Skåne="Take ideas")


def first_look(page):
    """One person of the region in a meeting: nothing to add up."""
    frame.follow(page, "Open the assessment")
    expect(page.get_by_role("region", name="First look")).to_be_visible()
    before = page.locator(".verdict .say").inner_text()
    page.go_back()
    return before


def people_answer(open_as, page, letter_to):
    """Three are asked by name, one comes by the shared link; a question is passed to a fifth."""
    assessing.open_home_round(page, until=clock.today() + timedelta(days=7))
    for person in PEOPLE[:3]:
        asking.ask_by_name(page, person)
    link = assessing.shared_link(page, "Skåne")
    for person in PEOPLE:
        if person in PEOPLE[:3]:
            phone = open_as(None, letter_to(person), width=390)
            asking.begin(phone, person)
        else:
            phone = open_as(None, link, width=390)
            answering.join_at_home(phone, person.name, person.level)
        stop = "No budget line." if person.level == "Intermediary" else ""
        asking.answer_all(phone, person.values, obstacle=stop, passing={PASSED: KNOWS})
    phone = open_as(None, letter_to(KNOWS), width=390)
    asking.begin(phone, KNOWS)
    asking.tap(phone, 1)
    expect(phone.get_by_text("Alla svar är skickade")).to_be_visible()
    page.reload()
    frame.heading(page, "Ask at home: 5 of 5 have finished")
    assessing.close_home_round(page, "Skåne")
    expect(open_as(None, link, width=390).get_by_role("main")).to_contain_text("ended")


def the_sentence_is_another(page, before):
    frame.follow(page, "The assessment")
    assessing.suggests(page, "We suggest: take ideas.", "Money is open; once it is answered")
    after = page.locator(".verdict .say").inner_text()
    assert after != before
    return after


def the_obstacle_is_answered(page, before):
    due_on = clock.today() + timedelta(days=90)
    assessing.answer_obstacle(page, "money", "We ask for it.", "Region Skåne", due_on)
    assessing.suggests(page, "We suggest: adapt to us.")
    assert page.locator(".verdict .say").inner_text() != before
    assessing.make_final(page)


def decided(page):
    assessing.dissents(page, "It will end with the money.", "Cluster practitioner")
    assessing.formally(page, "Regional board", "RS 118")
    assessing.decide(
        page, "Adapt to us", "One fund, not three.", clock.today() + timedelta(days=365)
    )


def printed(page, outcome):
    """The sheet says everything on one page, and is there as a PDF."""
    frame.follow(page, "Decision sheet")
    sheet = page.locator(".sheet")
    for words in (outcome, "It will end with the money.", "Regional board", "We ask for it."):
        expect(sheet).to_contain_text(words)
    for person in (*PEOPLE, KNOWS):
        expect(sheet).not_to_contain_text(person.name)
    paper = page.request.get(page.get_by_role("link", name="PDF").get_attribute("href"))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")


def taken_back(page):
    """A new decision refers to the old one, which stays as it was."""
    frame.unfold(page, "Decide again")
    assessing.decide(
        page, "Take ideas", "The fund found no partner.", clock.today() + timedelta(days=365)
    )
    printed_again(page)


def printed_again(page):
    frame.unfold(page, "Earlier decisions")
    frame.follow(page, "Adapt to us")
    expect(page.get_by_role("main")).to_contain_text("Replaced on")
    frame.follow(page, "Decision sheet")
    expect(page.locator(".sheet")).to_contain_text("Adapt to us")
    expect(page.locator(".sheet")).to_contain_text("Replaced")
    page.go_back()
