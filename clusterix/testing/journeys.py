"""Fixtures of browser tests: `open_as(lead, "/practices/")` gives a page that is watched."""

import time
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from clusterix.testing.browser import Scheme, Watch, chromium, new_context, open_page
from clusterix.testing.persona import Persona
from clusterix.testing.serving import files_in_memory

type OpenAs = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(settings_for_tests: None) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with files_in_memory(), sync_playwright() as driver, chromium(driver) as started:
        yield started


BUSY: Final = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'
"""


def let_answers_end() -> None:
    """Wait for what a closed page had asked: it would collide with emptying the tables."""
    seen_idle = 0
    with connection.cursor() as cursor:
        for _each in range(200):
            cursor.execute(BUSY)
            seen_idle = 0 if cursor.fetchone()[0] else seen_idle + 1
            if seen_idle == 3:
                return
            time.sleep(0.03)


@pytest.fixture
def open_as(live_server: LiveServer, browser: Browser) -> Iterator[OpenAs]:
    """`open_as(persona, path, width=390, scheme="dark", javascript=False)`: a watched page.

    Each call is a browser profile of its own, so several people can be at work at once. At the end
    the test fails if any of the pages had a fault, a blocked part or asked another origin.
    """
    opened: list[tuple[Page, Watch]] = []

    def opener(
        persona: Persona | None,
        path: str = "",
        *,
        width: int = 1440,
        scheme: Scheme = "light",
        javascript: bool = True,
    ) -> Page:
        context = new_context(
            browser, live_server.url, persona, width=width, scheme=scheme, javascript=javascript
        )
        opened.append(open_page(context, live_server.url, path))
        return opened[-1][0]

    yield opener
    for page, _watch in opened:
        page.context.close()
    let_answers_end()
    problems = [each for _page, watch in opened for each in watch.problems]
    assert not problems, "\n".join(problems)
