"""Who may keep a copy of an answer: everybody of a public page, nobody else of one's own."""

import pytest

PAGES = ["/", "/practices/", "/regions/", "/matrix/", "/exchanges/", "/groups/", "/plans/"]


def kept(answer) -> set[str]:
    return set(answer.headers.get("Cache-Control", "").replace(" ", "").split(","))


@pytest.mark.parametrize("url", PAGES)
def test_pages_of_people_are_their_own(url, visitor, guest, member):
    for persona in (guest, member):
        answer = persona.get(url)
        assert answer.status_code in {200, 302}
        assert "private" in kept(answer), (url, persona.user)
        assert "public" not in kept(answer)


@pytest.mark.parametrize("url", PAGES)
def test_public_pages_give_visitors_no_cookie(url, visitor):
    answer = visitor.get(url)
    assert not answer.cookies
    assert "private" not in kept(answer)


def test_an_answer_with_a_cookie_is_private(visitor, room):
    answer = visitor.get("/join/")
    assert set(answer.cookies) == {"csrftoken"}
    assert "private" in kept(answer)


def test_parts_of_pages_are_kept_by_nobody(visitor, member):
    for persona in (visitor, member):
        answer = persona.get("/practices/", headers={"HX-Request": "true"})
        assert {"private", "no-store"} <= kept(answer)


def test_what_is_public_for_everybody_stays_so(member):
    assert kept(member.get("/exchanges/calendar.ics")) == {"public", "max-age=300"}


def test_a_hidden_page_is_as_private_as_a_shown_one(member, room):
    assert "private" in kept(member.get("/practices/nothing-of-that-name/"))
