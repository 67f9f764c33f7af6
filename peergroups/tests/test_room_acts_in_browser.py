"""On a phone without a network: the next step, "not my answer", a seat; and a second device."""

import pytest
from playwright.sync_api import expect

from assessments.actions import record_on_behalf
from assessments.actions.answers import Answer
from assessments.models import Rating, Seat
from clusterix.testing.browser import check_page
from peergroups.actions import close_item_round
from peergroups.models import RegionStep
from peergroups.tests.factories import guest_of, open_in, seat_for, show, three_guests
from peergroups.tests.test_room_device import apart, banner, heading, is_drawn, together

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(room, small):
    return three_guests(room, small.home)


@pytest.fixture
def phone(open_as, room, people):
    def opener(person=0):
        return open_as(guest_of(people[person]), f"/sessions/{room.session.pk}/rate/", width=390)

    return opener


def waits(page, found):
    for _tenth in range(80):
        if found():
            return
        page.wait_for_timeout(100)
    assert found()


def test_the_next_step_of_a_region(phone, room, moderator):
    opened = open_in(room, moderator)
    page = phone()
    is_drawn(page)
    show(opened, moderator)
    heading(page, "The answers are shown")
    apart(page)
    page.get_by_label("do next? In one line").fill("Ask the mayor")
    page.get_by_role("button", name="Ask at home").tap()
    expect(page.get_by_text("Kept on this phone. It is sent by itself.")).to_be_visible()
    expect(banner(page)).to_contain_text("1 answer is kept on this phone.")
    check_page(page)
    assert not RegionStep.objects.exists()
    page.reload()  # a page that goes sends once more, past what keeps this network apart
    expect(page.get_by_label("do next? In one line")).to_have_value("Ask the mayor")
    together(page)
    waits(page, RegionStep.objects.exists)
    chosen = RegionStep.objects.get()
    assert (chosen.kind, chosen.line) == ("ask_at_home", "Ask the mayor")
    expect(page.get_by_role("button", name="Ask at home")).to_have_attribute("aria-pressed", "true")


def test_not_my_answer(phone, room, people, moderator):
    opened = open_in(room, moderator)
    for code in ("R1", "F1"):
        criterion = opened.criteria_set.criteria.filter(code=code).first()
        if criterion:
            answer = Answer(criterion, 1)
            seat = seat_for(opened, people[0])
            record_on_behalf(seat=seat, answer=answer, reason="Battery", by=moderator.reader)
    close_item_round(round_=opened, by=moderator.reader)
    page = phone()
    page.wait_for_timeout(1500)  # the device has heard of the room
    apart(page)
    page.get_by_role("button", name="This is not my answer").first.tap()
    expect(page.get_by_text("contested")).to_be_visible()
    assert not Rating.objects.filter(contested_at__isnull=False).exists()
    together(page)
    waits(page, Rating.objects.filter(contested_at__isnull=False).exists)


def test_a_seat_in_an_open_round(phone, room, people, moderator):
    opened = open_in(room, moderator)
    Seat.objects.filter(person_key=people[0].person_key).delete()
    page = phone()
    heading(page, "A round is open")
    page.wait_for_timeout(1500)
    apart(page)
    page.get_by_role("button", name="Take a seat").tap()
    heading(page, "Does it fit our strategy?")
    page.locator(".rate .r5").tap()
    expect(banner(page)).to_contain_text("2 answers are kept on this phone.")
    together(page)
    waits(page, Rating.objects.filter(seat__round=opened, tap__value=2).exists)


def test_a_second_device_learns_the_own_answers(phone, room, people, moderator):
    open_in(room, moderator)
    one, two = phone(), phone()
    for page in (one, two):
        is_drawn(page)
    for value in ("r5", "r1"):
        one.locator(f".rate .{value}").tap()
    heading(one, "All answers sent")
    heading(two, "All answers sent")
