"""The catalogue is light: few bytes, nothing that jumps, nothing that waits for a script."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from playwright.sync_api import expect

from clusterix.tests.journeys.steps import frame
from practices.tests.factories import make_practice, make_theme, make_transfer

LINKED = re.compile(r'(?:<script[^>]+src|<link[^>]+href|<use href)="(/static/[^"#]+)')
MOST = 60_000  # bytes of everything a first visit fetches
OF_THE_PAGE = 12_000  # a page of twenty practices with long words and many marks takes most of it
SHIFTS = """() => new Promise(resolve => {
    new PerformanceObserver(list => resolve(
        list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(0), 700);
})"""


@pytest.fixture
def full(small):
    """A page of twenty practices, each with pairs, keywords and a theme."""
    with transaction.atomic():
        fill(small)


def fill(small):
    themes = [make_theme() for _number in range(3)]
    for number in range(25):
        practice = make_practice(
            title=f"Practice number {number} with a title of the usual length",
            partner=small.places[number % 3].partner,
            origin_region=small.places[number % 3].region,
            theme=themes[number % 3],
            tags=[f"keyword-{number % 7}", f"word-{number}"],
            summary=f"What the practice with number {number} does, said in one sentence.",
        )
        make_transfer(practice, small.places[(number + 1) % 3].region, "adapt", is_public=True)


def test_pages_are_sent_compressed(full, visitor, member):
    for persona in (visitor, member):
        plain = persona.get("/practices/")
        packed = persona.get("/practices/", headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(packed.content) < len(plain.content) / 4
    assert gzip.decompress(visitor.get("/", headers={"Accept-Encoding": "gzip"}).content)


def test_the_catalogue_weighs_at_most_sixty_kilobytes(full, visitor):
    """Page, style, scripts and pictures as they are sent: with gzip, before any cache."""
    page = visitor.get("/practices/").text
    parts = {
        "the page": len(visitor.get("/practices/", headers={"Accept-Encoding": "gzip"}).content)
    }
    for path in sorted(set(LINKED.findall(page))):
        found = finders.find(path.removeprefix("/static/"))
        assert found, path
        parts[path] = len(gzip.compress(Path(found).read_bytes(), compresslevel=9))
    assert len(parts) >= 5
    assert parts.pop("the page") <= OF_THE_PAGE
    assert sum(parts.values()) <= MOST - OF_THE_PAGE, parts


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_jumps_while_the_catalogue_loads(width, full, open_as):
    page = open_as(None, "/practices/", width=width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) <= 0.01


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_catalogue_is_usable_before_any_script(full, open_as):
    page = open_as(None, "/practices/", javascript=False)
    page.get_by_role("searchbox").fill("number 7")
    frame.press(page, "Search")
    expect(page.get_by_role("link", name="Practice number 7 with a title")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_whoever_signs_in_is_not_shown_the_kept_page(full, member, open_as):
    """A browser keeps the visitor's page for a minute; with the session it asks again."""
    page = open_as(None, "/practices/")
    page.goto("/accounts/login/")
    frame.sign_in(page, member.user.email)
    page.goto("/practices/")
    expect(page.get_by_role("banner").get_by_text("Skåne").first).to_be_visible()
