"""Stage A: finding a practice, and bringing one into the catalogue."""

import pytest
from playwright.sync_api import expect

from clusterix.tests.journeys.steps import catalogue, desk, frame
from practices.models import Theme, TransferStatus
from practices.tests.factories import make_practice, make_transfer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(place):
    """Three practices; the first has gone to Skåne, which shows it, and to Lower Austria."""
    financing, abroad = Theme.objects.order_by("position")
    denmark = {"partner": place.other.partner, "origin_region": place.other.region}
    first = make_practice(title="Fund of funds", theme=financing, **denmark)
    make_practice(title="A fund for trips", theme=abroad, **denmark)
    make_practice(title="Matchmaking days", theme=abroad, **denmark)
    make_transfer(first, place.home.region, TransferStatus.ADAPT, is_public=True)
    make_transfer(first, place.third.region, TransferStatus.INTERESTED)
    return first


def test_a_visitor_finds_a_practice_and_sees_how_far_it_has_travelled(open_as, published):
    page = open_as(None, "/")
    catalogue.search(page, "fund")
    catalogue.finds(page, "Fund of funds", "A fund for trips")
    catalogue.filter_by(page, "Cluster financing")
    catalogue.finds(page, "Fund of funds")
    catalogue.open_practice(page, "Fund of funds")
    catalogue.travels(page, Skåne="Adapt to us")
    catalogue.travels(page, **{"Lower Austria": "No public status"})


def test_a_practice_goes_from_a_phone_through_the_desk_into_the_catalogue(
    open_as, published, member, coordinator, outbox
):
    phone = open_as(None, "/accounts/login/", width=390, javascript=False)
    frame.sign_in(phone, member.user.email)
    write_on_phone(phone)
    checker = open_as(coordinator, "/practices/desk/")
    desk.open_text_to_check(checker, "Vouchers for clusters")
    desk.send_back(checker, "Say how many firms took part.")
    answer_remarks(phone, outbox, member.user.email)
    checker.goto("/practices/desk/")
    desk.open_text_to_check(checker, "Vouchers for clusters")
    expect(checker.get_by_text("Forty firms took part.")).to_be_visible()
    desk.publish(checker, "Vouchers for clusters")
    visitor = open_as(None, "/practices/")
    catalogue.search(visitor, "pays")
    catalogue.finds(visitor, "Vouchers for clusters")
    catalogue.open_practice(visitor, "Vouchers for clusters")
    expect(visitor.get_by_text("Two clusters began.")).to_be_visible()


def write_on_phone(phone):
    """A draft with two statements, of which the second stands in an extra line."""
    phone.goto("/practices/")
    desk.begin_writing(phone)
    desk.fill(phone)
    desk.add_statement(phone, 1, "2024", "Annual report", "Two clusters began.")
    desk.add_statement(phone, 2, "May 2025", "Survey", "Nobody has asked yet.")
    desk.save_draft(phone)
    expect(phone.get_by_label("Source").first).to_have_value("Annual report")
    desk.submit(phone)


def answer_remarks(phone, outbox, email):
    """By the link in the letter, with the remarks beside the text."""
    phone.goto(frame.path_in(outbox(), email, "Sent back with remarks"))
    expect(phone.get_by_text("Say how many firms took part.")).to_be_visible()
    desk.add_statement(phone, 2, "May 2025", "Survey", "Forty firms took part.")
    desk.submit(phone)


def test_a_member_marks_a_practice_and_takes_it_back(open_as, published, member, lead):
    page = open_as(member, "/practices/")
    catalogue.open_practice(page, "Matchmaking days")
    catalogue.mark_interested(page)
    catalogue.travels(page, Skåne="Interested")
    seen_by_lead = open_as(lead, page.url)
    expect(seen_by_lead.get_by_text("Member: Interested")).to_be_visible()
    catalogue.undo_mark(page)
    seen_by_lead.reload()
    expect(seen_by_lead.get_by_text("Member: Interested")).to_have_count(0)
