"""Stage B: a moderator with two phones and a projector, two practices, and a network that drops."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Rating, Round
from clusterix.testing.browser import Watch, new_context
from clusterix.testing.stopping import StoppableServer
from clusterix.tests.journeys.steps import answering, frame, moderating
from core import clock
from core.models import Activity
from peergroups.actions import add_item
from peergroups.tests.factories import guest_of
from practices.tests.factories import make_practice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_KEPT = """() => navigator.serviceWorker.controller ? null : new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(null)))"""
HAS_PAGE = """async () => {
    while (!(await caches.match(location.pathname))) await new Promise((go) => setTimeout(go, 50));
}"""


class LostWatch(Watch):
    """The library says in the console that it found no server, which is what is tried here."""

    def _hear(self, message):
        if not message.text.startswith("htmx:"):
            super()._hear(message)


@pytest.fixture
def server(transactional_db):
    with StoppableServer() as started:
        yield started


@pytest.fixture
def open_at(browser, server):
    """`open_at(persona, path, width)`: a watched tab in a profile of its own."""
    contexts, watches = [], []

    def opener(persona, path, width=1440):
        context = new_context(browser, server.url, persona, width=width)
        contexts.append(context)
        page = context.new_page()
        watches.append(LostWatch(server.url))
        watches[-1].on(page)
        page.goto(path)
        return page

    yield opener
    for each in contexts:
        each.close()
    assert [problem for watch in watches for problem in watch.problems] == []


@pytest.fixture
def people(room, small, moderator):
    """Three of the home region, one without a phone; a second practice."""
    own = {"partner": small.third.partner, "origin_region": small.third.region}
    practice = make_practice(title="Matchmaking days", **own)
    add_item(session=room.session, practice=practice, minutes=20, by=moderator.reader)
    return [room.seat_person(small.home) for _each in range(3)]


def banner(board, words):
    expect(board.locator("#board-banner")).to_contain_text(words)


def press_kept(board, name):
    board.get_by_role("button", name=name, exact=True).click()


def test_two_practices_with_a_network_that_drops(open_at, server, room, people, moderator):
    address = f"/sessions/{room.session.pk}/board/"
    board = open_at(moderator, address)
    wall = open_at(moderator, f"{address}?projector", width=1920)
    phones = [
        open_at(guest_of(each), f"/sessions/{room.session.pk}/rate/", width=390)
        for each in people[:2]
    ]
    first_practice(board, wall, phones, people[2].name)
    second_round(board, wall, phones[0])
    board.evaluate(IS_KEPT)
    frame.press(board, "Next practice")
    frame.said(board, "The room went on.")
    board.evaluate(HAS_PAGE)
    with server.stopped():
        stopped_at = clock.now()
        without_network(board)
    back_again(board, phones, room, stopped_at)


def first_practice(board, wall, phones, third):
    frame.press(board, "Start its time")
    expect(wall.get_by_text("Pitch: 4 min left")).to_be_visible()
    moderating.open_round(board)
    for phone in phones:
        answering.tap_all(phone, [2, -1])
    expect(board.get_by_role("heading", name="2 of 3 people have finished")).to_be_visible()
    expect(wall.locator(".big-count")).to_have_text("2 of 3")
    assert wall.locator(".rgrid").count() == 0
    frame.follow(board, third)  # whose phone is empty: one click from the roster
    frame.choose(board, "Question", "Can we find the money?")
    board.get_by_role("radio", name="0 neutral", exact=True).check()
    board.get_by_label("Reason", exact=True).fill("Phone is empty")
    frame.press(board, "Enter it")
    frame.said(board, "Entered. The person can contest it.")
    frame.follow(board, "Back to the board")
    moderating.close_round(board)
    moderating.show_answers(board)
    expect(wall.locator(".rgrid tbody tr")).to_have_count(2)


def second_round(board, wall, phone):
    moderating.open_second_round(board)
    stand = phone.get_by_role("heading", name="Your answers stand")
    expect(stand).to_be_visible(timeout=15_000)  # the phone was about to load the shown answers
    answering.own_answer(phone, "Does it fit our strategy?").get_by_role("link").tap()
    answering.tap(phone, 0)
    frame.press(phone, "I am done")
    expect(board.get_by_role("heading", name="1 of 3 people have finished")).to_be_visible()
    moderating.close_round(board)
    moderating.show_answers(board)
    moved = board.locator("#moved li")
    expect(moved).to_contain_text(re.compile(r"strategy.*Skåne.*strong driver.*neutral.*1 person"))
    expect(wall.get_by_text("0 up, 1 down")).to_be_visible()


def without_network(board):
    banner(board, "No network. This is how it was at")
    board.get_by_label("Notes for the minutes").fill("Ask Lyon for the contract.")
    press_kept(board, "Open the round")
    banner(board, "Kept on this device, acts:")
    banner(board, "Open the round: Matchmaking days")
    board.reload()
    banner(board, "Open the round: Matchmaking days")
    expect(board.get_by_label("Notes for the minutes")).to_have_value("Ask Lyon for the contract.")
    expect(board.get_by_role("button", name="Close the round now")).to_be_visible()
    press_kept(board, "Close the round now")
    expect(board.get_by_text("Showing the answers needs the network.")).to_be_visible()
    banner(board, "Close the round: Matchmaking days")


def back_again(board, phones, room, stopped_at):
    """In order, each once, and at the time at which they were done."""
    expect(board.locator("#board-banner")).to_be_hidden()
    expect(board.locator("#board")).to_have_attribute("data-state", "closed")
    opened = Round.objects.order_by("-pk").first()
    assert stopped_at < opened.opened_at < opened.closed_at < clock.now()
    room.session.refresh_from_db()
    assert room.session.notes == "Ask Lyon for the contract."
    assert Activity.objects.filter(verb="round.opened").count() == 3
    assert Activity.objects.filter(verb="round.closed").count() == 3
    for phone in phones:  # each hears of the server again after a while of its own
        closed = phone.get_by_role("heading", name="The round is closed")
        expect(closed).to_be_visible(timeout=20_000)
    frame.press(board, "Open it again")
    for phone in phones:
        answering.tap_all(phone, [1, 1])
    expect(board.get_by_role("heading", name="2 of 3 people have finished")).to_be_visible()
    moderating.close_round(board)
    moderating.show_answers(board)
    assert Rating.objects.filter(seat__round=opened).count() == 4
