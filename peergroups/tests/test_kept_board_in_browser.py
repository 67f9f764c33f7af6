"""What a device keeps of a moderator's board: nothing once the login has ended."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_KEPT = """() => navigator.serviceWorker.controller ? null : new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(null)))"""
HAS_PAGE = """async () => {
    const end = Date.now() + 8000;
    while (Date.now() < end && !(await caches.match(location.pathname, { ignoreVary: true })))
        await new Promise((go) => setTimeout(go, 50));
}"""
KEEPS = "async (path) => Boolean(await caches.match(path, { ignoreVary: true }))"


def test_it_goes_when_the_login_has_ended(open_as, room, moderator):
    address = f"/sessions/{room.session.pk}/board/"
    board = open_as(moderator, address)
    board.evaluate(IS_KEPT)
    board.reload()
    board.evaluate(HAS_PAGE)
    assert board.evaluate(KEEPS, address) is True

    board.context.clear_cookies()
    board.goto(address)
    assert "/login/" in board.url
    assert board.evaluate(KEEPS, address) is False
