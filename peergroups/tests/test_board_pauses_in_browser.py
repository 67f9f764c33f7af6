"""The minutes of a board without a network: they stand still and run on, on the device."""

import pytest
from playwright.sync_api import expect

from assessments.models import Round
from clusterix.testing.browser import Watch, check_page, new_context
from peergroups.actions import go_to
from peergroups.models import Pause
from peergroups.tests.factories import open_in, three_guests

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class LostWatch(Watch):
    """The library says in the console that it found no server, which is what is tried here."""

    def _hear(self, message):
        if not message.text.startswith("htmx:"):
            super()._hear(message)


@pytest.fixture
def board(browser, live_server, room, moderator):
    go_to(item=room.item, by=moderator.reader)
    contexts, watch = [], LostWatch(live_server.url)

    def opener():
        contexts.append(new_context(browser, live_server.url, moderator, width=390))
        page = contexts[-1].new_page()
        watch.on(page)
        with page.expect_response(lambda response: "seen=" in response.url):  # the server's time
            page.goto(f"/sessions/{room.session.pk}/board/")
        return page

    yield opener
    for each in contexts:
        each.close()
    assert watch.problems == []


def apart(page):
    page.context.route("**/board/**", lambda route: route.abort())


def together(page):
    page.context.unroute("**/board/**")
    page.evaluate("() => { dispatchEvent(new Event('online')) }")


def waits(page, found):
    for _tenth in range(100):
        if found():
            return
        page.wait_for_timeout(100)
    assert found()


def test_a_pause_is_kept_and_sent(board):
    page = board()
    output = page.locator(".timer output")
    apart(page)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(".phase-words")).to_contain_text("Paused.")
    stood = output.text_content()
    page.wait_for_timeout(2_100)
    assert output.text_content() == stood
    expect(page.locator("#board-banner")).to_contain_text("Kept on this device, acts: 1.")
    check_page(page)
    page.get_by_role("button", name="End the pause").click()
    expect(page.locator(".phase-words")).not_to_contain_text("Paused.")
    together(page)
    waits(page, Pause.objects.filter(ended_at__isnull=False).exists)


def test_a_round_is_closed_and_opened_again(board, room, small, moderator):
    three_guests(room, small.home)
    open_in(room, moderator)
    page = board()
    apart(page)
    page.get_by_role("button", name="Close for everyone").click()
    page.get_by_role("button", name="Close the round now").click()
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("#board-banner")).to_contain_text("Kept on this device, acts: 2.")
    together(page)
    expect(page.locator("#board-banner")).to_be_hidden()
    page.wait_for_timeout(500)
    assert Round.objects.get().state == "open"
