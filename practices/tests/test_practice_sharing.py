"""What other sites, people and search engines are told about a practice: its approved text."""

import json
import re
from html import unescape

import pytest
from django.templatetags.static import static
from playwright.sync_api import expect

from clusterix.testing.queries import count_queries
from practices.actions import archive, take_down
from practices.models import RevisionState
from practices.tests.factories import make_draft, make_practice, make_revision
from practices.tests.files import make_document
from regions.models import Partnership
from regions.reader import Reader

ADDRESS = "http://testserver/practices/fund-of-funds/"


@pytest.fixture
def practice(small, frozen):
    return make_practice(
        slug="fund-of-funds",
        title="Fund & funds",
        summary="Money for “young” firms.",
        organisation="Agency <A>",
        partner=small.home.partner,
    )


def told(page: str) -> dict[str, str]:
    """The properties in the head, by name."""
    found = re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def link(page: str, words: str) -> str:
    return unescape(re.search(rf'href="([^"]+)"[^>]*>{words}<', page).group(1))


def test_the_head_says_what_other_sites_show(practice, visitor):
    page = visitor.get(practice.get_absolute_url()).text
    head = told(page.partition("</head>")[0])
    expected = {
        "description": "Money for “young” firms.",
        "og:type": "article",
        "og:site_name": "Clusterix",
        "og:title": "Fund & funds",
        "og:url": ADDRESS,
        "og:description": "Money for “young” firms.",
        "article:published_time": "2026-03-01T10:00:00+01:00",
        "article:modified_time": "2026-03-01T10:00:00+01:00",
    }
    assert {name: head.get(name) for name in expected} == expected
    assert f'<link rel="canonical" href="{ADDRESS}">' in page


def test_links_carry_title_and_address_to_other_sites(practice, visitor, member):
    for persona in (visitor, member):
        page = persona.get(f"{practice.get_absolute_url()}?anything=else").text
        assert link(page, "Share on LinkedIn") == (
            "https://www.linkedin.com/sharing/share-offsite/?"
            "url=http%3A%2F%2Ftestserver%2Fpractices%2Ffund-of-funds%2F"
        )
        assert link(page, "Share on X") == (
            "https://x.com/intent/post?text=Fund+%26+funds&"
            "url=http%3A%2F%2Ftestserver%2Fpractices%2Ffund-of-funds%2F"
        )
        mail = link(page, "Send by mail")
        assert mail.startswith("mailto:?subject=Fund%20%26%20funds&body=Fund%20%26%20funds%0AMoney")
        assert mail.endswith("%0A%0Ahttp%3A//testserver/practices/fund-of-funds/")


def test_the_citation_names_owner_title_year_place_and_day(practice, visitor):
    Partnership.objects.update(full_name="Clusters of Europe")
    page = visitor.get(practice.get_absolute_url()).text
    cited = re.search(r'id="citation">([^<]*)<', page).group(1)
    assert unescape(cited) == (
        f"Agency <A>: Fund & funds. Good practice, Clusterix, 2026. {ADDRESS} (read on 4 May 2026)."
    )


def test_without_an_owner_the_partner_is_named(small, visitor):
    practice = make_practice(organisation="", partner=small.home.partner, title="Fund")
    page = visitor.get(practice.get_absolute_url()).text
    assert 'id="citation">Agency of Skåne: Fund. Good practice' in page


def test_an_archived_practice_is_cited_but_not_offered_to_search_engines(practice, visitor):
    archive(practice=practice, by=Reader.system())
    page = visitor.get(practice.get_absolute_url()).text
    assert 'id="citation"' in page
    assert "og:title" not in page
    assert 'rel="canonical"' not in page
    assert told(page)["robots"] == "noindex"


def test_drafts_and_what_was_taken_down_are_not_passed_on(practice, member, coordinator, small):
    draft = make_draft(partner=small.home.partner)
    take_down(practice=practice, reason="Wrong.", by=Reader.system())
    for page in (
        member.get(draft.get_absolute_url()).text,
        coordinator.get(practice.get_absolute_url()).text,
    ):
        assert "linkedin" not in page
        assert 'id="citation"' not in page
        assert "og:title" not in page


def test_words_on_their_way_are_told_to_nobody(practice, visitor, member):
    make_revision(
        practice,
        title="New words",
        summary="Newly put.",
        organisation="New owner",
        state=RevisionState.SUBMITTED,
    )
    for persona in (visitor, member):
        page = persona.get(practice.get_absolute_url()).text
        for word in ("New words", "Newly put", "New owner"):
            assert word not in page
    for url in ("/practices/feed/", "/practices/", "/", "/sitemap.xml"):
        assert "New" + " words" not in visitor.get(url).text


def test_the_first_picture_of_the_approved_text_goes_along(practice, visitor, member):
    sign = f"http://testserver{static('share.png')}"
    assert told(visitor.get(practice.get_absolute_url()).text)["og:image"] == sign
    text = practice.published_revision
    make_document(text, name="plan.pdf")
    first = make_document(text, name="the hall.jpg", width=900, height=600)
    make_document(text, name="second.jpg", width=900, height=600)
    waiting = make_revision(practice, state=RevisionState.SUBMITTED)
    make_document(waiting, name="newer.jpg", width=900, height=600, position=0)
    address = f"http://testserver/practices/fund-of-funds/documents/{first.pk}/the%20hall.jpg"
    for persona in (visitor, member):
        page = persona.get(practice.get_absolute_url()).text
        assert told(page)["og:image"] == address
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page).group(1)
        assert json.loads(block)["image"] == [address]
        assert "newer.jpg" not in page
    assert visitor.get(address)["Content-Type"] == "image/jpeg"


def test_passing_on_asks_the_database_nothing_more(practice, visitor):
    assert count_queries(visitor, practice.get_absolute_url()) <= 12


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_citation_is_copied_with_a_click(practice, open_as):
    page = open_as(None, practice.get_absolute_url())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Agency <A>: Fund & funds. Good practice, Clusterix, 2026.")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_scripts_the_citation_is_text_without_a_button(practice, open_as):
    page = open_as(None, practice.get_absolute_url(), javascript=False)
    expect(page.locator("#citation")).to_contain_text("Fund & funds")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_have_count(0)
