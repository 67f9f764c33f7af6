"""Stage B: a phone in a room whose server is gone, and everything that may happen to it there."""

from collections import defaultdict
from itertools import chain

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from assessments.actions import close_round
from assessments.models import Rating, Tap
from clusterix.testing.browser import Watch, new_context
from clusterix.testing.stopping import StoppableServer
from clusterix.tests.journeys.steps import answering, frame
from core.models import Activity
from peergroups.actions import add_item, open_item_round
from peergroups.tests.factories import guest_of
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTIONS = 2
IS_KEPT = """() => navigator.serviceWorker.controller ? null : new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(null)))"""


@pytest.fixture
def server(transactional_db):
    with StoppableServer() as started:
        yield started


@pytest.fixture
def people(room, small, moderator):
    """Three of the home region, so that nobody is asked about few people; eight practices."""
    for number in range(2, 9):
        own = {"partner": small.third.partner, "origin_region": small.third.region}
        practice = make_practice(title=f"Practice number {number}", **own)
        add_item(session=room.session, practice=practice, minutes=20, by=moderator.reader)
    return [room.seat_person(small.home) for _each in range(3)]


@pytest.fixture
def open_phone(browser, server, room):
    """`open_phone(person)`: a watched tab at the page for answering."""
    contexts, watches = [], []

    def opener(persona):
        context = new_context(browser, server.url, persona, width=390)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(server.url))
        watches[-1].on(page)
        page.goto(f"/sessions/{room.session.pk}/rate/")
        page.evaluate(IS_KEPT)
        page.locator("#tap .key-hint").wait_for(state="attached")  # drawn by the device
        return page

    yield opener
    for each in contexts:
        each.close()
    assert [problem for watch in watches for problem in watch.problems] == []


def says(page, words):
    """In the time of some questions to the server, also where much else goes on."""
    expect(page.locator("#room-banner")).to_contain_text(words, timeout=20_000)


def answer(page, *values):
    for value in values:
        wanted = ".cannot" if value is None else f'.rate [value="{value}"]'
        page.locator(wanted).tap()


def comes_back(page):
    """The phone notices its network."""
    page.evaluate("() => { dispatchEvent(new Event('online')) }")


def given(person):
    """By practice: the answers that count for the person, in the order of the questions."""
    found = defaultdict(list)
    ratings = Rating.objects.filter(seat__person_key=person.person_key)
    for each in ratings.select_related("tap", "seat__round__revision").order_by(
        "seat__round__opened_at", "criterion__position"
    ):
        found[each.seat.round.revision.practice_id].append(each.tap.value)
    return dict(found)


def open_every_round(room, moderator):
    """The moderator goes through the agenda."""
    for item in room.session.agenda.order_by("position"):
        if opened := room.session.rounds.open().first():
            close_round(round_=opened, by=moderator.reader)
        if not item.rounds.exists():
            open_item_round(item=item, by=moderator.reader)


def test_eight_practices_without_the_server(open_phone, server, room, people, moderator):
    open_item_round(item=room.item, by=moderator.reader)
    phone = open_phone(guest_of(people[0]))
    answering.is_asked(phone, 1, QUESTIONS)
    with server.stopped():
        answer(phone, 2)
        says(phone, "1 answer is kept on this phone. It is sent when the network is back.")
        phone.reload()
        answering.is_asked(phone, 2, QUESTIONS)
        answer(phone, -1)
        frame.heading(phone, "All answers kept on this phone")
        go_through_agenda(phone)
        says(phone, "16 answers are kept on this phone. They are sent when the network is back.")
        assert Tap.objects.count() == 0
    comes_back(phone)
    says(phone, "14 answers are kept on this phone. They count when their round opens.")
    assert given(people[0]) == {room.practice.pk: [2, -1]}
    open_every_round(room, moderator)
    says(phone, "All answers sent.")
    practices = room.session.agenda.order_by("position").values_list("practice", flat=True)
    first, *others = practices
    assert given(people[0]) == {first: [2, -1], **{each: [1, None] for each in others}}
    assert (Tap.objects.count(), Rating.objects.count()) == (16, 16)
    lines = Activity.objects.filter(verb="answers.sent").values_list("changes__taps", flat=True)
    assert sorted(chain.from_iterable(lines)) == sorted(str(each.pk) for each in Tap.objects.all())


def go_through_agenda(phone):
    """Alone, seven more practices; the page is opened anew in between."""
    for number in range(2, 9):
        frame.press(phone, "Next practice")
        expect(phone.locator(".task-head")).to_contain_text(f"Practice number {number}")
        if number == 5:
            phone.reload()
        answer(phone, 1, None)


def test_two_tabs_without_a_login(open_phone, server, room, people, moderator, member):
    opened = open_item_round(item=room.item, by=moderator.reader)
    phone = open_phone(guest_of(people[0]))
    with server.stopped():
        Session.objects.all().delete()  # the login has ended as well
        answer(phone, 2)
        says(phone, "1 answer is kept on this phone.")
        other = phone.context.new_page()
        other.goto(phone.url)
        answering.is_asked(other, 2, QUESTIONS)
        answer(other, -2)
        frame.heading(other, "All answers kept on this phone")
        frame.heading(phone, "All answers kept on this phone")
        answering.own_answer(other, "Can we find the money?").get_by_role("link").tap()
        answer(other, 1)
        says(phone, "3 answers are kept on this phone.")
    comes_back(other)
    says(other, "All answers sent.")
    frame.heading(phone, "All answers sent")
    assert given(people[0]) == {room.practice.pk: [2, 1]}
    assert sorted(Tap.objects.values_list("sequence", "value")) == [(1, 2), (2, -2), (3, 1)]
    assert Tap.objects.values("device").distinct().count() == 1
    close_round(round_=opened, by=moderator.reader)
    frame.heading(other, "The round is closed")
    other.reload()  # the server knows nobody here; the place does
    frame.heading(other, "The round is closed")
