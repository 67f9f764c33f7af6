"""What visitors without a session get: kept by caches, confirmed with one query, no cookie."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from core import clock, public_pages
from core.public_pages import DEPENDS_ON
from practices.actions import take_down
from regions.reader import Reader

TAG = re.compile(r'W/"[0-9a-f]{32}"')


def varying(answer) -> set[str]:
    return {each.strip() for each in answer.headers["Vary"].split(",")}


def statements_of(client, url, **headers):
    with CaptureQueriesContext(connection) as made:
        answer = client.get(url, headers=headers)
    return answer, [each["sql"] for each in made.captured_queries]


@pytest.fixture
def warm(visitor):
    """Whether the place is set up is asked once per process."""
    visitor.get("/")


def test_a_page_says_who_may_keep_it_and_gives_no_cookie(face, visitor, warm):
    for url in face.pages:
        answer, made = statements_of(visitor, url)
        assert answer.status_code == 200, url
        assert answer.headers["Cache-Control"] == "public, max-age=60", url
        assert TAG.fullmatch(answer.headers["ETag"]), url
        assert varying(answer) - {"Accept-Encoding"} == set(DEPENDS_ON), url
        assert not answer.cookies, url
        assert not [each for each in made if "django_session" in each], url


def test_what_somebody_has_is_confirmed_with_one_query(face, visitor, warm):
    for url in face.pages:
        tag = visitor.get(url).headers["ETag"]
        answer, made = statements_of(visitor, url, **{"If-None-Match": f'"other", {tag}'})
        assert (answer.status_code, answer.content) == (304, b""), url
        assert len(made) == 1, made
        assert "core_publicchange" in made[0]
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert varying(answer) >= set(DEPENDS_ON)
        assert not answer.cookies


def test_each_address_language_day_place_and_code_has_a_tag_of_its_own(face, visitor, monkeypatch):
    url = "/practices/"
    tags = [
        visitor.get(url).headers["ETag"],
        visitor.get("/").headers["ETag"],
        visitor.get(f"{url}?q=firms").headers["ETag"],
        visitor.get(url, headers={"Host": "127.0.0.1"}).headers["ETag"],
    ]
    with override_settings(LANGUAGES=[("en", "English"), ("de", "German")]):
        tags += [visitor.get(url, headers={"Accept-Language": "de"}).headers["ETag"]]
    with clock.at(clock.now() + timedelta(days=1)):
        tags += [visitor.get(url).headers["ETag"]]
    monkeypatch.setattr(public_pages, "code_version", lambda: "another one")
    tags += [visitor.get(url).headers["ETag"]]
    assert len(set(tags)) == 7


def test_a_head_request_says_the_same(face, visitor):
    whole, head = visitor.get("/practices/"), visitor.head("/practices/")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.content == b""


def test_people_and_guests_get_answers_of_their_own(face, member, guest):
    for persona in (member, guest):
        for url in face.pages:
            answer = persona.get(url, headers={"If-None-Match": '"anything"'})
            kept = answer.headers["Cache-Control"]
            assert (answer.status_code, answer.has_header("ETag")) == (200, False), url
            assert "private" in kept, url
            assert "public" not in kept, url
            assert varying(answer) >= set(DEPENDS_ON), url


def test_a_visitor_who_once_had_a_form_still_gets_the_public_page(face, visitor):
    visitor.cookies["csrftoken"] = "a" * 32  # as Django makes them
    answer = visitor.get("/practices/")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies


def test_a_part_of_a_page_is_kept_by_nobody(face, visitor):
    tag = visitor.get("/practices/").headers["ETag"]
    part = visitor.get("/practices/", headers={"HX-Request": "true", "If-None-Match": tag})
    assert (part.status_code, part.has_header("ETag")) == (200, False)
    assert "no-store" in part.headers["Cache-Control"]


def test_refusals_are_not_kept(face, visitor):
    take_down(practice=face.practice, reason="Wrong.", by=Reader.system())
    answers = {
        "/practices/?region=XX9": 400,
        "/practices/?page=7": 400,
        "/practices/there-is-no-such-thing/": 404,
        face.draft.get_absolute_url(): 404,
        face.practice.get_absolute_url(): 410,
    }
    for url, status in answers.items():
        answer = visitor.get(url)
        assert answer.status_code == status, url
        assert not answer.has_header("ETag"), url
        assert "public" not in answer.headers.get("Cache-Control", ""), url


def test_nobody_can_have_a_page_confirmed_that_they_never_got(face, visitor):
    for url in (face.draft.get_absolute_url(), "/practices/there-is-no-such-thing/"):
        assert visitor.get(url, headers={"If-None-Match": "*"}).status_code == 404
    assert visitor.get("/practices/", headers={"If-None-Match": "*"}).status_code == 200
