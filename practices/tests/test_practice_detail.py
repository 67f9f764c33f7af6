"""The page of a practice: `practice_detail`."""

import json
import re
from collections import defaultdict
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from clusterix.testing.queries import assert_few_queries, count_queries
from core import panels
from practices.models import RevisionState
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_requirement,
    make_revision,
    make_statement,
    make_theme,
    make_transfer,
)
from practices.tests.reading import text_of
from regions.tests.factories import make_industry

pytestmark = pytest.mark.django_db


def url_of(practice):
    return reverse("practice_detail", args=[practice.slug])


@pytest.fixture
def competence_map(small):
    """A practice with everything filled in, contributed by Skåne, public in one region."""
    practice = make_practice(
        title="Competence Map (of companies)",
        slug="competence-map",
        partner=small.home.partner,
        origin_region=small.home.region,
        theme=make_theme(name="Analysis"),
        tags=["mapping", "calls"],
        industries=[make_industry(code="food", name="Food")],
        level="regional",
        kind="tool",
        instrument="method",
        maturity="established",
        starts_on=date(2011, 1, 1),
        is_ongoing=True,
        period_text="2011 - ongoing (idea 2010)",
        resources="Not *much*.",
        caveats="The year is inferred.",
        sources=[
            {"label": "Data base", "url": "https://example.org/?a=1&b=2"},
            {"label": "Paper", "url": ""},
            {"label": "Trap", "url": "javascript:alert(1)"},
        ],
    )
    make_statement(
        practice.published_revision, text="Firms were mapped.", figure="35 firms",
        source="Entry", dated_on=date(2012, 10, 1), date_precision="month",
    )  # fmt: skip
    make_requirement(practice.published_revision, kind="staff", needed=2, text="A leader")
    make_transfer(practice, small.other.region, "adopt", is_public=True)
    make_transfer(practice, small.third.region, "interested")
    return practice


def facts_of(response):
    """What stands at a glance, by its heading."""
    content = response.content.decode()
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", content, re.DOTALL)
    return {
        name: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", value)).strip() for name, value in pairs
    }


def travel_of(response):
    """Region and status, in the order of the page."""
    travel = re.search(r'<ul class="travel">(.*?)</ul>', response.content.decode())[1]
    return [
        re.sub(r"<[^>]+>", "|", each).strip("|").split("|")[0::1][0]
        + ": "
        + re.search(r'class="status">.*?</svg>([^<]+)<', each)[1]
        for each in travel.split("</li>")
        if each
    ]


def test_everybody_reads_the_published_text(competence_map, member, stranger, visitor):
    for persona in (member, stranger, visitor):
        response = persona.get(url_of(competence_map))

        assert response.status_code == 200
        assert "Competence Map <span" in response.content.decode()
        assert '<span class="muted">(of companies)</span>' in response.content.decode()
        assert "Firms do not find each other." in text_of(response)


def test_the_facts_at_a_glance(competence_map, visitor):
    assert facts_of(visitor.get(url_of(competence_map))) == {
        "Owner": "Agency for clusters",
        "Place": "Lund, Sweden",
        "NUTS codes": "SE22",
        "Level": "Regional",
        "Kind": "Tool, Method",
        "Timescale": "Since 2011, ongoing In the words of the source: 2011 - ongoing (idea 2010)",
        "Resources needed": "Not *much*.",
        "Maturity": "Established",
        "Fields of strength": "Food",
        "Tags": "calls mapping",
        "Contributed by": "Agency of Skåne, Skåne",
    }


def test_members_see_where_it_travels(competence_map, member):
    assert travel_of(member.get(url_of(competence_map))) == [
        "Skåne: Origin",
        "Southern Denmark: Adopt as it is",
        "Lower Austria: Interested",
    ]


def test_visitors_see_what_is_public(competence_map, visitor):
    assert travel_of(visitor.get(url_of(competence_map))) == [
        "Skåne: Origin",
        "Southern Denmark: Adopt as it is",
        "Lower Austria: No public status",
    ]


def test_visitors_see_no_way_where_nothing_is_public(small, member, visitor):
    practice = make_practice(partner=small.home.partner)
    make_transfer(practice, small.third.region, "adopt")

    assert "Where it travels" not in text_of(visitor.get(url_of(practice)))
    assert "Where it travels" in text_of(member.get(url_of(practice)))


def test_the_sections_in_their_order(competence_map, visitor):
    content = visitor.get(url_of(competence_map)).content.decode()

    sections = re.findall(r'<section id="([^"]+)"><h2>([^<]+)</h2>', content)
    assert [heading for _anchor, heading in sections] == [
        "Problem addressed",
        "How it works",
        "What it needs",
        "Resources",
        "Evidence of success",
        "Challenges",
        "What is not certain",
        "Sources",
    ]
    assert re.findall(r'<li><a href="#([^"]+)">', content) == [anchor for anchor, _h in sections]


def test_evidence_needs_and_empty_challenges(competence_map, visitor):
    text = text_of(visitor.get(url_of(competence_map)))

    assert "Ten firms took part. Firms were mapped. 35 firms October 2012 , Entry" in text
    assert "Staff 2 of 3 A leader Core" in text
    assert "Challenges None recorded yet." in text
    assert "Not much ." in text  # Markdown in the section


def test_evidence_that_does_not_exist_yet(small, visitor):
    practice = make_practice(partner=small.home.partner, evidence="", has_no_evidence_yet=True)

    assert "Evidence of success None yet." in text_of(visitor.get(url_of(practice)))


def test_only_web_addresses_become_links(competence_map, visitor):
    content = visitor.get(url_of(competence_map)).content.decode()

    link = '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">Data base</a>'
    assert link in content
    assert "<span>Paper</span>" in content
    assert "<span>Trap</span>" in content
    assert "javascript:" not in content


def test_what_was_classified_by_us_says_so(small, visitor):
    practice = make_practice(
        partner=small.home.partner, is_classified_by_us=True, is_projects_own=True
    )
    content = visitor.get(url_of(practice)).content.decode()

    assert '<a href="#classified">Classified by us</a>' in content
    assert '<section id="classified"><h2>What we added</h2>' in content
    assert "Named by the project itself" in content
    plain = visitor.get(url_of(make_practice(partner=small.home.partner))).content.decode()
    assert "Classified by us" not in plain
    assert "Named by the project itself" not in plain


def test_a_stub_says_so_and_lists_its_sources(small, member, visitor):
    practice = make_practice(
        partner=small.home.partner, is_stub=True, summary="", problem="", how_it_works="",
        evidence="", sources=[{"label": "List of practices", "url": "https://example.org"}],
    )  # fmt: skip
    response = visitor.get(url_of(practice))
    content = response.content.decode()

    assert "Description not yet collected" in text_of(response)
    assert "Where it travels" not in text_of(member.get(url_of(practice)))
    assert re.findall(r'<section id="([^"]+)"><h2>', content) == ["sources"]
    assert ">List of practices</a>" in content


def test_an_archived_practice_says_so_and_stays_out_of_search_engines(competence_map, visitor):
    competence_map.archived_at = PUBLISHED_AT
    competence_map.save()
    response = visitor.get(url_of(competence_map))

    assert response.status_code == 200
    assert "Archived 1 March 2026 . It is no longer in the catalogue" in text_of(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "ld+json" not in response.content.decode()
    assert "Firms do not find each other." in text_of(response)


@pytest.fixture
def taken_down(competence_map):
    competence_map.taken_down_at = PUBLISHED_AT
    competence_map.takedown_reason = "Names a person."
    competence_map.save()
    return competence_map


def test_taken_down_is_410_without_the_text(
    taken_down, visitor, member, lead, stranger, administrator
):
    for persona in (visitor, member, lead, stranger, administrator):
        response = persona.get(url_of(taken_down))

        assert response.status_code == 410
        assert "This practice was taken down." in text_of(response)
        for word in ("Competence", "Firms do not find", "Names a person"):
            assert word not in response.content.decode()


def test_coordinator_and_steering_still_read_what_was_taken_down(taken_down, coordinator, steering):
    for persona in (coordinator, steering):
        response = persona.get(url_of(taken_down))

        assert response.status_code == 200
        assert "Firms do not find each other." in text_of(response)
        assert "Reason: Names a person." in text_of(response)
        assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.rights("P04")
def test_a_draft_is_its_partners_and_absent_for_everybody_else(
    small, member, colleague, stranger, coordinator, steering, administrator, visitor
):
    draft = make_draft(title="Secret plan", partner=small.home.partner, tags=["calls"])
    for persona in (member, colleague):
        response = persona.get(url_of(draft))
        assert response.status_code == 200
        assert "Draft . Only Agency of Skåne can read it." in text_of(response)
        assert facts_of(response)["Tags"] == "calls"
    for persona in (stranger, coordinator, steering, administrator, visitor):
        response = persona.get(url_of(draft))
        absent = persona.get(reverse("practice_detail", args=["there-is-none"]))
        assert (response.status_code, absent.status_code) == (404, 404)
        assert text_of(response) == text_of(absent)


def test_a_submitted_text_is_also_the_coordinators_and_the_steering_committees(
    small, member, stranger, coordinator, steering, visitor
):
    draft = make_draft(
        title="On its way", partner=small.home.partner, state=RevisionState.SUBMITTED
    )
    statuses = [
        persona.get(url_of(draft)).status_code
        for persona in (member, coordinator, steering, stranger, visitor)
    ]
    assert statuses == [200, 200, 200, 404, 404]


def test_a_new_version_on_its_way_changes_nothing_for_readers(competence_map, member, visitor):
    make_revision(competence_map, title="Another title", problem="Another problem.")
    for persona in (member, visitor):
        text = text_of(persona.get(url_of(competence_map)))
        assert "Competence Map" in text
        assert "Another problem." not in text


def test_structured_data_is_json_that_cannot_end_its_element(competence_map, visitor):
    competence_map.title = "</script><b>&"
    competence_map.save()
    content = visitor.get(url_of(competence_map)).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', content)[1]
    data = json.loads(block)

    assert data["headline"] == "</script><b>&"
    assert data["url"] == "http://testserver/practices/competence-map/"
    assert data["datePublished"] == "2026-03-01T09:00:00Z"
    assert data["keywords"] == ["calls", "mapping"]
    assert data["citation"] == ["https://example.org/?a=1&b=2"]
    assert data["publisher"] == {"@type": "Organization", "name": "Agency of Skåne"}


def test_text_in_another_language_is_marked(small, visitor):
    practice = make_practice(partner=small.home.partner, title="Förderung", language="de")
    content = visitor.get(url_of(practice)).content.decode()

    assert '<h1 lang="de">Förderung</h1>' in content
    assert '<h2>How it works</h2>\n<div lang="de"><p>People meet and talk.</p>' in content


def test_everything_typed_is_escaped(small, visitor):
    evil = "<img src=x onerror=alert(1)>"
    practice = make_practice(
        partner=small.home.partner, title=evil, summary=evil, organisation=evil, place=evil,
        problem=evil, caveats=evil, period_text=evil, sources=[{"label": evil, "url": ""}],
    )  # fmt: skip
    make_statement(practice.published_revision, text=evil, figure=evil, source=evil)
    make_requirement(practice.published_revision, text=evil)

    assert "<img" not in visitor.get(url_of(practice)).content.decode()


def test_history_says_when_it_was_published_and_updated(small, visitor, member):
    practice = make_practice(partner=small.home.partner)
    practice.published_at = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
    practice.confirmed_on = date(2026, 5, 1)
    practice.save()
    text = text_of(visitor.get(url_of(practice)))

    words = "Confirmed as still right 1 May 2026 Last updated 2 April 2026 Published 1 March 2026"
    assert words in text
    assert "All versions" not in text
    assert "All versions" in text_of(member.get(url_of(practice)))


def test_upper_apps_show_panels(competence_map, visitor, monkeypatch, settings, tmp_path):
    (tmp_path / "panel.html").write_text("<p>{{ content }} for {{ practice.slug }}</p>")
    monkeypatch.setattr(panels, "_panels", panels._panels.copy())
    monkeypatch.setitem(
        panels._panels, "practice_detail", [("panel.html", lambda _r, ids: {ids[0]: "Marks"})]
    )
    monkeypatch.setitem(
        panels._panels, "practice_more", [("panel.html", lambda _r, ids: {ids[0]: "Counted in"})]
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [engine]
    text = text_of(visitor.get(url_of(competence_map)))

    assert "Marks for competence-map" in text
    assert "Counted in for competence-map" in text


def add_parts(practice):
    for number in range(2):
        make_statement(practice.published_revision)
        make_requirement(practice.published_revision)
        practice.tags.add(f"tag {number}")
        practice.industries.add(make_industry())


def test_the_page_asks_seldom(competence_map, member, visitor, monkeypatch):
    assert_few_queries(member, url_of(competence_map))
    monkeypatch.setattr(panels, "_panels", defaultdict(list))  # upper apps answer for their own
    counted = [count_queries(persona, url_of(competence_map)) for persona in (member, visitor)]
    add_parts(competence_map)

    assert [count_queries(each, url_of(competence_map)) for each in (member, visitor)] == counted
    assert_few_queries(visitor, url_of(competence_map), at_most=5)
    assert_few_queries(member, url_of(competence_map), at_most=6)
