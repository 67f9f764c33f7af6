"""The Atom feed: the newest of a list, the same for everybody, with ids that stay."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from clusterix.testing.queries import count_queries
from practices.models import Practice, RevisionState
from practices.tests.factories import PUBLISHED_AT, make_draft, make_practice, make_theme

ATOM = "{http://www.w3.org/2005/Atom}"
LATER = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def feed(client, query="", **headers):
    answer = client.get(f"/practices/feed/{query}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def titles(root) -> list[str]:
    return [each.findtext(f"{ATOM}title") for each in root.iter(f"{ATOM}entry")]


def link(element, rel) -> str:
    return next(
        each.get("href") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel
    )


def test_an_entry_says_what_the_practice_says(small, visitor):
    practice = make_practice(
        partner=small.home.partner,
        origin_region=small.home.region,
        theme=make_theme(name="Financing & funds"),
        title="Fund <of> funds",
        summary="Money & more.",
    )
    Practice.objects.filter(pk=practice.pk).update(published_at=LATER)
    (entry,) = feed(visitor).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Fund <of> funds"
    assert entry.findtext(f"{ATOM}summary") == "Money &amp; more."  # HTML inside the XML
    assert entry.findtext(f"{ATOM}id") == f"tag:testserver,2026:practice/{practice.pk}"
    assert entry.findtext(f"{ATOM}published") == PUBLISHED_AT.isoformat()
    assert entry.findtext(f"{ATOM}updated") == LATER.isoformat()
    assert link(entry, "alternate") == f"http://testserver{practice.get_absolute_url()}"
    about = {each.get("term") for each in entry.iter(f"{ATOM}category")}
    assert about == {"Financing & funds", "Skåne"}
    assert entry.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Agency for clusters"


def test_it_follows_the_filters_of_the_list_the_newest_first(visitor):
    theme = make_theme(code="financing", name="Financing")
    make_practice(title="Old", theme=theme)
    make_practice(title="New", theme=theme, published_at=LATER)
    make_practice(title="Other")
    root = feed(visitor, "?theme=financing&sort=title&page=1")
    assert titles(root) == ["New", "Old"]
    assert root.findtext(f"{ATOM}title") == "Good practices: Theme: Financing"
    assert root.findtext(f"{ATOM}updated") == LATER.isoformat()
    assert link(root, "self").endswith("/practices/feed/?theme=financing&sort=title&page=1")
    assert link(root, "alternate").endswith("/practices/?theme=financing")


def test_only_what_the_list_shows_is_in_it(small, visitor, member, coordinator):
    make_practice(title="Shown")
    make_practice(title="Archived", archived_at=PUBLISHED_AT)
    make_practice(title="Gone", taken_down_at=PUBLISHED_AT, takedown_reason="Wrong.")
    make_draft(title="Draft", partner=small.home.partner)
    make_draft(title="Submitted", partner=small.home.partner, state=RevisionState.SUBMITTED)
    for persona in (visitor, member, coordinator):
        assert titles(feed(persona)) == ["Shown"]


def test_a_filter_that_cannot_be_read_is_refused(visitor, member):
    for persona in (visitor, member):
        answer = persona.get("/practices/feed/?theme=no-such-theme")
        assert answer.status_code == 400
        assert "is not in the list" in answer.text
    assert member.get("/practices/feed/?status=adapt").status_code == 200  # of no use to a program


def test_an_empty_list_is_dated_by_the_day(visitor, frozen):
    root = feed(visitor, "?maturity=idea")
    assert titles(root) == []
    assert root.findtext(f"{ATOM}updated") == "2026-05-04T00:00:00+00:00"


def test_programs_ask_whether_there_is_something_new(visitor):
    make_practice()
    first = visitor.get("/practices/feed/")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert visitor.get("/practices/feed/", headers={"If-None-Match": tag}).status_code == 304


def test_the_list_says_where_its_feed_is(visitor):
    theme = make_theme(code="financing")
    make_practice(theme=theme)
    page = visitor.get("/practices/?theme=financing&sort=title").text
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Good practices" '
        'href="/practices/feed/?theme=financing">'
    ) in page


def test_more_practices_do_not_ask_more(visitor):
    make_practice()
    one = count_queries(visitor, "/practices/feed/")
    for _number in range(2):
        make_practice(theme=make_theme())
    assert count_queries(visitor, "/practices/feed/") == one <= 5
