"""The catalogue by API: the rows of its page, page after page, and never more."""

import re
from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.urls import reverse

from clusterix.testing.queries import count_queries
from practices.tests.factories import (
    PUBLISHED_AT,
    make_draft,
    make_practice,
    make_revision,
    make_theme,
)
from practices.tests.files import make_document
from regions.tests.factories import make_industry

LIST = "/api/v1/practices"

pytestmark = pytest.mark.django_db


def published(number, **fields):
    moment = PUBLISHED_AT + timedelta(days=number)
    return make_practice(title=f"Practice {number:03}", first_published_at=moment, **fields)


def titles(answer):
    return [each["title"] for each in answer.json()["results"]]


def walk(client, address):
    """Every row, following `next`."""
    found = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found += titles(answer)
        address = answer.json()["next"]
    return found


class TestList:
    def test_it_gives_the_rows_of_the_page_in_its_order(self, visitor, small):
        theme = make_theme()
        for number in range(5):
            published(number, theme=theme if number % 2 else None)
        page = visitor.get(reverse("practice_list"), {"theme": theme.code, "sort": "title"})
        answer = visitor.get(LIST, {"theme": theme.code, "sort": "title"})
        assert titles(answer) == [card.practice.title for card in page.context["cards"]]
        assert titles(answer) == ["Practice 001", "Practice 003"]
        assert answer.json()["count"] == 2

    @pytest.mark.parametrize("sort", ["newest", "title", "taken_up", "relevance"])
    def test_each_order_is_walked_without_gap_or_repeat(self, visitor, small, sort):
        for number in range(7):
            published(number, summary="about vouchers")
        address = f"{LIST}?page_size=2&q=vouchers&sort={sort}"
        whole = titles(visitor.get(f"{LIST}?page_size=100&q=vouchers&sort={sort}"))
        assert walk(visitor, address) == whole
        assert sorted(whole) == [f"Practice {number:03}" for number in range(7)]

    def test_a_row_that_comes_meanwhile_moves_nothing(self, visitor, small):
        for number in range(4):
            published(number)
        first = visitor.get(f"{LIST}?page_size=2")
        published(9)
        assert titles(visitor.get(first.json()["next"])) == ["Practice 001", "Practice 000"]

    def test_it_costs_the_same_however_many_there_are(self, visitor, small):
        published(1, industries=[make_industry()])
        one = count_queries(visitor, LIST)
        for number in range(2, 5):
            published(number, industries=[make_industry()])
        assert count_queries(visitor, LIST) == one

    def test_an_unknown_value_is_refused_with_a_sentence(self, visitor, small):
        answer = visitor.get(LIST, {"theme": "gardening"})
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert "“gardening” is not in the list" in answer.json()["detail"]

    @pytest.mark.parametrize("cursor", ["x", "W10:1:abc", "é"])
    def test_a_foreign_cursor_is_refused(self, visitor, small, cursor):
        answer = visitor.get(LIST, {"cursor": cursor})
        assert answer.status_code == 400
        assert "Start again without a cursor" in answer.json()["detail"]

    def test_a_cursor_of_another_order_is_refused(self, visitor, small):
        for number in range(3):
            published(number)
        following = visitor.get(f"{LIST}?page_size=1&sort=title").json()["next"]
        assert visitor.get(following.replace("sort=title", "sort=newest")).status_code == 400

    @pytest.mark.parametrize("size", ["0", "101", "many"])
    def test_page_sizes_have_limits(self, visitor, small, size):
        answer = visitor.get(LIST, {"page_size": size})
        assert answer.status_code == 400
        assert answer.json()["detail"].endswith(": page_size.")
        assert [each["where"] for each in answer.json()["errors"]] == ["page_size"]


class TestDetail:
    def test_it_holds_the_whole_text_and_no_people(self, visitor, small):
        practice = published(1, how_it_works="The region pays.")
        answer = visitor.get(f"{LIST}/{practice.slug}").json()
        assert answer["how_it_works"] == "The region pays."
        assert answer["url"] == f"http://testserver{practice.get_absolute_url()}"
        assert answer["contributed_by"] == practice.partner.organisation
        assert not [key for key in answer if "email" in key or "edited_by" in key]

    def test_it_names_the_documents_of_the_approved_text(self, visitor, member, small):
        practice = published(1, slug="pool", partner=small.home.partner)
        make_document(
            practice.published_revision, name="a b.pdf", content=b"%PDF-1.4", title="Plan"
        )
        make_document(
            practice.published_revision,
            name="hall.jpg",
            content=b"12",
            width=9,
            height=6,
            alt="Hall",
        )
        draft = make_revision(practice, state="draft")
        make_document(draft, name="secret.pdf")
        told = visitor.get(f"{LIST}/pool").json()["documents"]
        assert [{**each, "url": ""} for each in told] == [
            {
                "name": "a b.pdf", "title": "Plan", "type": "application/pdf", "size": 8,
                "is_picture": False, "alt": "", "url": "",
            },
            {
                "name": "hall.jpg", "title": "", "type": "image/jpeg", "size": 2,
                "is_picture": True, "alt": "Hall", "url": "",
            },
        ]  # fmt: skip
        assert told[0]["url"].startswith("http://testserver/practices/pool/")
        assert b"".join(visitor.get(told[0]["url"]).streaming_content) == b"%PDF-1.4"
        assert "secret.pdf" not in member.get(f"{LIST}/pool").text

    def test_what_is_hidden_and_what_is_not_there_read_the_same(self, visitor, small):
        hidden = make_draft()
        first, second = visitor.get(f"{LIST}/{hidden.slug}"), visitor.get(f"{LIST}/nothing-here")
        assert first.status_code == second.status_code == 404
        assert first.content == second.content

    def test_a_practice_taken_down_says_so(self, visitor, small):
        gone = published(1, taken_down_at=PUBLISHED_AT, takedown_reason="Wrong.")
        answer = visitor.get(f"{LIST}/{gone.slug}")
        assert answer.status_code == 410
        assert answer["Content-Type"] == "application/problem+json"

    def test_an_etag_spares_the_second_transfer(self, visitor, small):
        practice = published(1)
        first = visitor.get(f"{LIST}/{practice.slug}")
        again = visitor.get(f"{LIST}/{practice.slug}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Cache-Control"] == "public, max-age=60"
        assert not first.cookies

    def test_a_page_with_a_next_one_keeps_its_etag_however_late_it_is(
        self, visitor, small, monkeypatch
    ):
        published(1)
        published(2)
        address = f"{LIST}?page_size=1"
        tag = visitor.get(address)["ETag"]
        monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: 2e9))
        assert visitor.get(address, headers={"If-None-Match": tag}).status_code == 304


class TestAddresses:
    def test_the_root_leads_to_the_description(self, visitor, small):
        assert visitor.get("/api/v1/")["Location"] == "/api/v1/docs"

    def test_the_description_needs_nobody_else(self, visitor, small):
        make_theme(code="financing")  # as its examples say
        page = visitor.get("/api/v1/docs")
        assert page.status_code == 200
        words = unescape(page.content.decode())
        assert "GET /api/v1/practices/{slug}" in words
        for address in re.findall(r'curl "http://testserver(/[^"]+)"', words):
            assert visitor.get(address).status_code == 200
        assert re.search(r'"practices": 1\s+}\s+]', words)  # what an answer about tags looks like

    def test_an_unknown_address_is_answered_with_a_problem(self, visitor, small):
        answer = visitor.get("/api/v1/people")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")

    def test_nothing_is_written_by_it(self, visitor, small):
        answer = visitor.post(LIST, {})
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"].startswith("This address can only be looked at")
