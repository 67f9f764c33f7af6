"""Pages in a real Chromium: who opens them, what is watched, and what every page must pass."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request
from playwright.sync_api import Playwright as BrowserDriver

from clusterix.launch.chromium import find_chromium
from clusterix.testing.persona import Persona
from clusterix.testing.serving import BLANK

type Scheme = Literal["light", "dark"]

FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)
WIDE: Final = 1440
PHONE: Final = 390
NARROWEST: Final = 360
WIDTHS: Final = (WIDE, PHONE, NARROWEST)
HEIGHT: Final = 900
EVERYTHING: Final = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
}
# In the dark a page differs by its colours alone.
COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE: Final = """rules => axe.run({
    runOnly: rules, resultTypes: ['violations']
}).then(result => result.violations.map(each => ({
    id: each.id,
    help: each.help,
    nodes: each.nodes.map(node => node.target.join(' ') + ': ' + node.failureSummary)
})))"""
SIDEWAYS: Final = (
    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
LANDMARKS: Final = """() => ({
    main: document.querySelectorAll('main').length,
    h1: document.querySelectorAll('main h1').length,
    title: document.title.trim().length > 0,
    forms: document.querySelectorAll('form').length
})"""
WAIT: Final = 15_000  # milliseconds
KEPT: Final = "local_storage,indexeddb,cache_storage,service_workers"


@dataclass
class Watch:
    """What went wrong on a page while nobody looked: faults, blocked parts, other origins."""

    origin: str
    problems: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", self._fault)
        page.on("request", self._ask)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser reports every 4xx page itself; that status is for the test to judge.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _fault(self, error: Error) -> None:
        self.problems.append(f"script: {error.message}")

    def _ask(self, request: Request) -> None:
        parts = urlsplit(request.url)
        is_network = parts.scheme in {"http", "https", "ws", "wss"}
        if is_network and parts.netloc != urlsplit(self.origin).netloc:
            self.problems.append(f"asked another origin: {request.url}")


@contextmanager
def chromium(driver: BrowserDriver) -> Iterator[Browser]:
    """The system's Chromium."""
    # Playwright's loop runs in this thread, and Django takes that for asynchronous code, which has
    # connections of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    browser = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
    try:
        yield browser
    finally:
        browser.close()
        connections.close_all()


def new_context(
    browser: Browser,
    origin: str,
    persona: Persona | None = None,
    *,
    width: int = WIDE,
    scheme: Scheme = "light",
    javascript: bool = True,
) -> BrowserContext:
    """A clean browser profile, signed in as the persona without the login page."""
    context = browser.new_context(
        base_url=origin,
        viewport={"width": width, "height": HEIGHT},
        color_scheme=scheme,
        reduced_motion="reduce",  # a colour on its way to another is neither
        java_script_enabled=javascript,
        locale="en-GB",
        has_touch=width < WIDE,
    )
    context.set_default_timeout(WAIT)
    _sign_in(context, origin, persona)
    return context


def _sign_in(context: BrowserContext, origin: str, persona: Persona | None) -> None:
    cookie = persona.cookies.get(settings.SESSION_COOKIE_NAME) if persona else None
    if cookie is not None:
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])


class Tab:
    """A watched page for many visits to `served_in_transaction`: each as in a new profile.

    A profile of its own, with a process and every style and script to fetch and compile again,
    costs more than the visit itself.
    """

    def __init__(self, browser: Browser, origin: str, *, javascript: bool = True) -> None:
        self._context = new_context(browser, origin, javascript=javascript)
        self._origin = origin
        self._has_script = javascript
        self.page, self._watch = open_page(self._context, origin)
        self._devtools = self._context.new_cdp_session(self.page)
        if not javascript:  # what is asked of such a page is in its markup
            self._devtools.send("Network.enable")
            self._devtools.send("Network.setBlockedURLs", {"urls": [f"{origin}/static/*"]})

    def visit(self, persona: Persona | None, path: str) -> list[str]:
        """Open the path as that person; the list grows by what goes wrong from then on."""
        self._context.clear_cookies()
        _sign_in(self._context, self._origin, persona)
        problems: list[str] = []
        self._watch.problems = problems
        self.page.goto(path)
        return problems

    def leave(self) -> None:
        """End what the page still does (some look again by themselves), forget what it kept."""
        self.page.goto(BLANK)
        if self._has_script:
            self.page.evaluate("() => sessionStorage.clear()")
            self._devtools.send(
                "Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": KEPT}
            )

    def close(self) -> None:
        self._context.close()


def open_page(context: BrowserContext, origin: str, path: str = "") -> tuple[Page, Watch]:
    """A watched tab at the path."""
    page = context.new_page()
    watch = Watch(origin)
    watch.on(page)
    if path:
        page.goto(path)
    return page, watch


@cache
def axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def axe_problems(page: Page, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    """Violations of WCAG 2.2 A and AA on the page as it is now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, rules)
    return [f"{each['id']} ({each['help']}) at {node}" for each in found for node in each["nodes"]]


def page_problems(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open, in both schemes and all widths."""
    before = page.viewport_size
    problems = []
    for width in WIDTHS:
        problems += _sideways(page, width)
        if width == NARROWEST:
            continue
        problems += [f"{width} px: {each}" for each in axe_problems(page)]
        if width == WIDE:  # colours are the same on a phone
            page.emulate_media(color_scheme="dark")
            problems += [f"dark: {each}" for each in axe_problems(page, COLOURS)]
            page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    return problems


def width_problems(page: Page) -> list[str]:
    """Where the page that is open is wider than its window."""
    return [problem for width in WIDTHS for problem in _sideways(page, width)]


def _sideways(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    over: int = page.evaluate(SIDEWAYS)
    return [f"{width} px: scrolls sideways by {over} px"] if over > 0 else []


def check_page(page: Page) -> None:
    """Fail with every violation of the page that is open; for journeys."""
    problems = page_problems(page)
    assert not problems, "\n".join([page.url, *problems])


def plain_problems(with_script: Page, without: Page) -> list[str]:
    """What is missing from a page that was opened without JavaScript."""
    full, plain = with_script.evaluate(LANDMARKS), without.evaluate(LANDMARKS)
    problems = [
        f"without JavaScript {name} is {plain[name]}, with it {full[name]}"
        for name in full
        if plain[name] != full[name]
    ]
    if (plain["main"], plain["h1"], plain["title"]) != (1, 1, True):
        problems.append(f"needs one main, one h1 in it and a title, has {plain}")
    return problems
