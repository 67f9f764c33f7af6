"""Stage B at home: people of a region answer by a link, and the region decides."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.tests.pairs import EXAMPLE
from clusterix.tests.journeys.steps import answering, assessing, catalogue, frame
from core import clock
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEVELS = ("Policy maker", "Intermediary", "Cluster practitioner")


@pytest.fixture
def practice(place):
    return make_practice(
        title="Fund of funds", partner=place.third.partner, origin_region=place.third.region
    )


def test_a_region_asks_its_people_answers_an_obstacle_and_decides(open_as, practice, lead):
    page = open_as(lead, practice.get_absolute_url())
    assessing.open_home_round(page, until=clock.today() + timedelta(days=7))
    link = assessing.shared_link(page, "Skåne")
    for name, level, (_level, row) in zip("ABC", LEVELS, EXAMPLE[:3], strict=True):
        answer_by_link(open_as(None, link, width=390), f"Guest {name}", level, row)
    page.reload()
    frame.heading(page, "Ask at home: 3 of 3 have finished")
    assessing.close_home_round(page, "Skåne")
    frame.follow(page, "The assessment")
    frame.heading(page, "Fund of funds for Skåne")
    assessing.suggests(page, "We suggest: take ideas.", "Money is open; once it is answered")
    answer_and_decide(page)
    frame.follow(page, "Fund of funds")
    catalogue.travels(page, Skåne="Adapt to us")
    ended = open_as(None, link, width=390)
    expect(ended.get_by_role("main")).to_contain_text("ended")


def answer_by_link(phone, name, level, row):
    """Sixteen taps; the intermediary raises an obstacle at the ninth question."""
    answering.join_at_home(phone, name, level)
    values = [None if word == "." else int(word) for word in row.split()]
    answering.tap_all(phone, values[:8], whole=16)
    answering.is_asked(phone, 9, 16)
    if level == "Intermediary":
        answering.tap_with_obstacle(phone, values[8], "No budget line before 2028.")
    else:
        answering.tap(phone, values[8])
    answering.tap_all(phone, values[9:], start=10, whole=16)
    answering.all_sent(phone)


def answer_and_decide(page):
    """The obstacle holds the decision up until it has an answer."""
    expect(page.get_by_role("radio", name="Adapt to us")).to_be_disabled()
    assessing.answer_obstacle(
        page,
        "money",
        "We ask the programme for a budget line.",
        owner="Region Skåne",
        due_on=clock.today() + timedelta(days=90),
    )
    assessing.suggests(page, "We suggest: adapt to us.")
    assessing.make_final(page)
    assessing.decide(
        page,
        "Adapt to us",
        "We start with one fund instead of three.",
        review_on=clock.today() + timedelta(days=365),
    )
    expect(page.locator("#decision").get_by_text("We start with one fund")).to_be_visible()
