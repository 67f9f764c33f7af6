"""Joining and answering in a real browser: each state of the pages, checked by axe."""

import pytest

from assessments.actions import close_round
from assessments.models import Round
from clusterix.testing.browser import check_page
from exchanges.models import Participation
from peergroups.actions import open_item_second_round
from peergroups.tests.factories import open_in, say, seat_for, show

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(room, small):
    """A free name of a guest."""
    place = room.seat_person(small.home)
    Participation.objects.filter(pk=place.pk).update(joined_at=None)
    return place


def test_joining_without_script_on_a_phone(open_as, room, person):
    page = open_as(None, "/join/", width=390, javascript=False)
    page.get_by_label("Six characters").fill("zz zz zz")
    page.get_by_role("button", name="Enter the room").click()
    page.get_by_text("No room has this code now.").first.wait_for()
    page.get_by_label("Six characters").fill(room.session.room_code)
    page.get_by_role("button", name="Enter the room").click()
    page.get_by_label(person.name).check()
    page.get_by_role("button", name="This is me").click()
    page.get_by_role("button", name="very well", exact=True).click()
    page.get_by_text("It works.").wait_for()
    page.get_by_role("link", name="I am ready").click()
    page.get_by_role("heading", name="You are in the room").wait_for()


def test_every_step_of_joining_is_accessible(open_as, room, person):
    page = open_as(None, "/join/")
    check_page(page)
    page.get_by_label("Six characters").fill("zz zz zz")
    page.get_by_role("button", name="Enter the room").click()
    check_page(page)
    page.goto(f"{page.url.split('/join/')[0]}/join/{room.session.room_code}/")
    check_page(page)
    page.get_by_label(person.name).check()
    page.get_by_role("button", name="This is me").click()
    check_page(page)


def test_every_state_of_answering_is_accessible(open_as, moderator, room, small):
    place = room.seat_person(small.home)
    opened = open_in(room, moderator)
    from peergroups.tests.factories import guest_of

    page = open_as(guest_of(place), f"/sessions/{room.session.pk}/rate/")
    check_page(page)  # the question about few people
    page.get_by_role("button", name="I am ready").click()
    check_page(page)  # a question
    page.get_by_role("button", name="strong barrier", exact=True).click()
    page.get_by_role("button", name="I do not know").click()
    page.get_by_role("heading", name="All answers sent").wait_for()
    check_page(page)
    assert Round.objects.get().seats.get().finished_at is not None
    say(opened, place, obstacle="No budget line", F3=-2)
    show(opened, moderator)
    page.reload()
    check_page(page)  # shown
    second = open_item_second_round(item=room.item, by=moderator.reader)
    page.reload()
    check_page(page)  # prefilled
    assert seat_for(second, place).finished_at is None
    close_round(round_=second, by=moderator.reader)
    page.reload()
    check_page(page)  # closed
