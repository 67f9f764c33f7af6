"""Keeping the catalogue true: entries for partners, the yearly question, tags."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clusterix.testing.browser import check_page
from clusterix.tests.journeys.steps import catalogue, desk, frame, keeping
from core.jobs import nightly
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_practice_is_entered_for_a_partner_and_published_after_its_yes(
    open_as, place, lead, coordinator, outbox
):
    clerk = open_as(coordinator, "/practices/desk/")
    keeping.enter_for(clerk, "Agency of Skåne", desk.fill_completely)
    expect(clerk.get_by_role("button", name="Approve and publish")).to_have_count(0)

    path = frame.path_in(outbox(), lead.user.email, "Is this your practice?")
    phone = open_as(None, path, width=390)
    expect(phone.get_by_text("The region pays the cluster for each day of advice.")).to_be_visible()
    check_page(phone)
    keeping.sends_remarks(phone, "Half a day, not a day.")
    phone.goto(path)
    frame.heading(phone, "This link opens nothing any more")

    clerk.goto(frame.path_in(outbox(), coordinator.user.email, "Not confirmed"))
    clerk.get_by_label("How it works").fill("The region pays the cluster for half a day.")
    frame.press(clerk, "Ask Agency of Skåne to confirm")
    frame.said(clerk, "Asked.")
    plain = open_as(
        None,
        frame.path_in(outbox(), lead.user.email, "Is this your practice?"),
        javascript=False,
    )
    expect(plain.get_by_text("The region pays the cluster for half a day.")).to_be_visible()
    keeping.confirms(plain)

    clerk.goto(frame.path_in(outbox(), coordinator.user.email, "Confirmed"))
    desk.publish(clerk, "Vouchers for clusters")
    visitor = open_as(None, "/practices/")
    catalogue.search(visitor, "pays")
    catalogue.finds(visitor, "Vouchers for clusters")


def test_the_coordinator_makes_one_of_two_tags(open_as, place, coordinator, member):
    home = {"partner": place.home.partner}
    make_practice(title="First", tags=["Réseau"], **home)
    make_practice(title="Second", tags=["network"], **home)
    visitor = open_as(None, "/practices/?tag=reseau")
    catalogue.finds(visitor, "First")

    clerk = open_as(coordinator, "/practices/desk/")
    frame.follow(clerk, "Tags")
    keeping.merge_tags(clerk, "Réseau", "network", into="Networks")
    expect(clerk.get_by_role("link", name="2 practices with Networks")).to_be_visible()
    visitor.reload()
    catalogue.finds(visitor, "First", "Second")

    writer = open_as(member, "/practices/new/")
    keeping.type_tag(writer, "RES", picks="Networks")
    expect(frame.field(writer, "Tags")).to_have_value("Networks, ")

    keeping.take_back(clerk, "Réseau")
    visitor.reload()
    catalogue.finds(visitor, "First")


def test_an_owner_is_asked_after_a_year_and_answers_by_the_link(
    open_as, place, lead, coordinator, outbox
):
    long_ago = timezone.now() - timedelta(days=400)
    make_practice(title="First", partner=place.home.partner, published_at=long_ago)
    clerk = open_as(coordinator, "/practices/ageing/")
    expect(clerk.get_by_role("row", name="First")).to_contain_text("Not asked yet")

    nightly(0)
    path = frame.path_in(outbox(), lead.user.email, "Is it still true?")
    owner = open_as(None, path)
    check_page(owner)
    frame.press(owner, "Yes, still true")
    frame.heading(owner, "Thank you")
    clerk.reload()
    frame.heading(clerk, "Ageing practices")
    expect(clerk.get_by_role("heading", name="Nothing has grown old")).to_be_visible()
    visitor = open_as(None, "/practices/")
    catalogue.open_practice(visitor, "First")
    expect(visitor.get_by_text("Last confirmed by the owner in")).to_be_visible()
