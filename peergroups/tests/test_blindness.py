"""Blind means blind: while a round is open, no page changes with what people answer."""

import re

import pytest

from assessments.actions import close_round
from assessments.distributions import StillBlind, distributions_of
from clusterix.testing.persona import Persona
from peergroups.tests.factories import (
    guest_of,
    open_in,
    say,
    seat_member,
    show,
    three_guests,
)

pytestmark = pytest.mark.django_db

OBSTACLE = "Nobody here has a budget line"
ALL_UP = {"R1": 2, "F3": 2}
ALL_DOWN = {"R1": -2, "F3": None}
# Tokens and keys differ from one answer to the next and say nothing.
CHANGING = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[A-Za-z0-9]{64}\b")
EVERYBODY = ("moderator", "lead", "coordinator", "steering", "administrator", "stranger")


@pytest.fixture
def blind(room, small, moderator, lead, stranger, frozen):
    """An open round in which three guests of Skåne have answered everything."""
    guests = three_guests(room, small.home)
    seat_member(room, small.home, lead)
    seat_member(room, small.other, stranger)
    opened = open_in(room, moderator)
    for guest in guests:
        say(opened, guest, **ALL_UP)
    return room, opened, guests


def addresses(room, opened):
    session = f"/sessions/{room.session.pk}/"
    return [
        "/",
        "/exchanges/",
        room.exchange.get_absolute_url(),
        room.group.get_absolute_url(),
        room.practice.get_absolute_url(),
        "/matrix/",
        session,
        f"{session}board/",
        f"{session}board/?projector",
        f"{session}board/record/",
        f"{session}answers/{opened.pk}/",
        f"{session}board/answers/{opened.pk}/",
        f"{session}rate/",
        f"{session}ready/",
        f"/join/{room.session.room_code}/",
    ]


def seen(persona, urls) -> dict[str, str]:
    """What a persona gets of each page, as a page and as htmx asks for it."""
    pages = {}
    for url in urls:
        is_polled = "/board/" in url or url.endswith("/rate/")
        for headers in ({}, {"HX-Request": "true"}) if is_polled else ({},):
            answer = persona.get(url, headers=headers)
            body = CHANGING.sub("TOKEN", answer.content.decode())
            pages[f"{url} {len(headers)}"] = f"{answer.status_code} {body}"
    return pages


def personas(request, guests) -> dict[str, Persona]:
    named = {name: request.getfixturevalue(name) for name in EVERYBODY}
    return named | {"another guest": guest_of(guests[1])}


def test_no_page_of_anybody_changes_with_an_answer(blind, request):
    room, opened, guests = blind
    urls = addresses(room, opened)
    everybody = personas(request, guests)
    before = {name: seen(persona, urls) for name, persona in everybody.items()}

    say(opened, guests[0], obstacle=OBSTACLE, **ALL_DOWN)

    for name, persona in everybody.items():
        after = seen(persona, urls)
        changed = [url for url in after if after[url] != before[name][url]]
        assert changed == [], name
        assert not any(OBSTACLE in page for page in after.values())


def test_a_poll_says_nothing_new_when_only_an_answer_changed(blind, moderator):
    room, opened, guests = blind
    url = f"/sessions/{room.session.pk}/board/"
    token = re.search(r"seen=([\w-]+)", moderator.get(url).content.decode())[1]

    say(opened, guests[0], obstacle=OBSTACLE, **ALL_DOWN)

    answer = moderator.get(f"{url}?seen={token}", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_nobody_reads_a_result_before_the_round_is_shown(blind, request, moderator):
    room, opened, guests = blind
    session = f"/sessions/{room.session.pk}/"
    everybody = personas(request, guests)

    with pytest.raises(StillBlind):
        distributions_of(opened)
    for name in ("moderator", "lead", "coordinator", "steering", "stranger", "another guest"):
        answer = everybody[name].get(f"{session}answers/{opened.pk}/")
        assert answer.status_code == 403
        assert "Nobody sees an answer before the round is closed." in answer.content.decode()
    assert moderator.get(f"{session}board/answers/{opened.pk}/").status_code == 403


def test_closed_is_not_yet_shown(blind, moderator):
    room, opened, guests = blind
    say(opened, guests[0], obstacle=OBSTACLE, **ALL_DOWN)
    close_round(round_=opened, by=moderator.reader)
    session = f"/sessions/{room.session.pk}/"

    for url in ("board/", "board/?projector", ""):
        page = moderator.get(session + url).content.decode()
        assert OBSTACLE not in page
        assert "strong barrier" not in page
    assert moderator.get(f"{session}answers/{opened.pk}/").status_code == 403
    assert moderator.get(f"{session}board/answers/{opened.pk}/").status_code == 403


def test_once_shown_the_same_pages_hold_the_answers(blind, moderator, lead):
    """The control of the tests above: what was planted is there to be found."""
    room, opened, guests = blind
    say(opened, guests[0], obstacle=OBSTACLE, **ALL_DOWN)
    show(opened, moderator)
    session = f"/sessions/{room.session.pk}/"

    board = moderator.get(f"{session}board/").content.decode()
    assert OBSTACLE in board
    assert "strong barrier" in board
    single = moderator.get(f"{session}board/answers/{opened.pk}/").content.decode()
    assert guests[0].name in single
    wall = moderator.get(f"{session}board/?projector").content.decode()
    answers = lead.get(f"{session}answers/{opened.pk}/").content.decode()
    for page in (wall, answers):
        assert "strong barrier" in page
        assert OBSTACLE not in page  # its words stay with the moderators
        assert guests[0].name not in page
