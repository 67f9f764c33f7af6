"""The sitemap holds what everybody may read, and nothing else; robots are told where it is."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from clusterix import sitemap
from clusterix.testing.queries import count_queries
from exchanges.tests.factories import make_exchange
from plans.models import PlanState
from plans.tests.factories import make_plan
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client, url="/sitemap.xml") -> dict[str, str | None]:
    """Path and day of the last change."""
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(answer.content)
    return {
        each.findtext(f"{MAP}loc").removeprefix("http://testserver"): each.findtext(f"{MAP}lastmod")
        for each in root
    }


@pytest.fixture
def public(small, frozen):
    """One of each kind, and one of each kind that is hidden."""
    make_practice(slug="shown", partner=small.home.partner)
    make_practice(slug="archived", archived_at=PUBLISHED_AT, partner=small.home.partner)
    make_practice(
        slug="gone",
        taken_down_at=PUBLISHED_AT,
        takedown_reason="Wrong.",
        partner=small.home.partner,
    )
    make_draft(slug="draft", partner=small.home.partner)
    make_exchange(slug="open-visit", is_public=True)
    make_exchange(slug="closed-visit")
    make_plan(small.home.region, state=PlanState.ADOPTED, is_public=True)
    make_plan(small.other.region, state=PlanState.ADOPTED)
    make_plan(small.third.region, is_public=True)


def test_everything_public_and_nothing_else(public, visitor, member, coordinator):
    expected = {
        **dict.fromkeys(["/", "/practices/", "/regions/", "/exchanges/", "/plans/", "/matrix/"]),
        "/practices/shown/": "2026-03-01",
        **dict.fromkeys(["/regions/SE22/", "/regions/DK03/", "/regions/AT12/"]),
        "/exchanges/open-visit/": None,
        "/plans/SE22/1/": "2026-05-04",
    }
    for persona in (visitor, member, coordinator):
        assert places(persona) == expected


def test_a_region_that_left_is_not_in_it(small, visitor):
    small.other.region.deactivated_at = datetime(2026, 1, 1, tzinfo=UTC)
    small.other.region.save()
    assert "/regions/DK03/" not in places(visitor)


def test_a_large_catalogue_has_a_file_for_each_kind(public, visitor, monkeypatch):
    monkeypatch.setattr(sitemap, "AT_ONCE", 0)
    parts = places(visitor)
    assert set(parts) == {f"/sitemap-{name}.xml" for name in sitemap.SITEMAPS}
    assert places(visitor, "/sitemap-practices.xml") == {"/practices/shown/": "2026-03-01"}
    assert visitor.get("/sitemap-nothing.xml").status_code == 404


def test_more_pages_do_not_ask_more(public, visitor):
    one = count_queries(visitor, "/sitemap.xml")
    for _number in range(2):
        make_practice()
        make_exchange(is_public=True)
    assert count_queries(visitor, "/sitemap.xml") == one <= 12


def test_search_engines_ask_whether_it_changed(public, visitor):
    tag = visitor.get("/sitemap.xml").headers["ETag"]
    assert visitor.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304


def test_robots_are_told_what_to_leave_alone(visitor, member):
    for persona in (visitor, member):
        answer = persona.get("/robots.txt")
        lines = answer.text.splitlines()
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert lines[0] == "User-agent: *"
        assert "Disallow: /accounts/" in lines
        assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
