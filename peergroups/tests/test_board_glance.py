"""A board that looks every two seconds: it asks little, and misses nothing that it shows."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import contest_rating, record_on_behalf
from assessments.actions.answers import Answer
from clusterix.testing.queries import UNCOUNTED
from core import clock
from peergroups.actions import close_item_round, save_notes
from peergroups.board.glance import glance
from peergroups.models import Contact
from peergroups.rules import base_of
from peergroups.tests.factories import open_in, say, seat_for, seat_member, show, three_guests

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/"


def token_of(client, url):
    return re.search(r"seen=([\w-]+)", client.get(url).text)[1]


def heard(room, person, ago=0, kept=0):
    seen_at = clock.now() - timedelta(seconds=ago)
    Contact.objects.update_or_create(
        session=room.session, participation=person, defaults={"seen_at": seen_at, "kept": kept}
    )


@pytest.mark.parametrize("view", ["?", "?projector&"])
def test_nothing_new_costs_one_question(moderator, room, small, url, view):
    for person in three_guests(room, small.home):
        heard(room, person, kept=2)
    open_in(room, moderator)
    token = token_of(moderator, f"{url}{view}")
    with CaptureQueriesContext(connection) as captured:
        answer = moderator.get(f"{url}{view}seen={token}", headers=HTMX)
    made = [each["sql"] for each in captured if not UNCOUNTED.search(each["sql"])]
    assert (answer.status_code, answer.content, len(made)) == (204, b"", 1), made


def test_every_act_is_news(moderator, room, small, url):
    person = three_guests(room, small.home)[0]
    by = moderator.reader
    seen = [token_of(moderator, url)]
    opened = open_in(room, moderator)
    seen.append(token_of(moderator, url))
    say(opened, person, R1=1, F3=1)
    seen.append(token_of(moderator, url))
    save_notes(session=room.session, text="Ask Skåne", base=base_of(""), by=by)
    seen.append(token_of(moderator, url))
    close_item_round(round_=opened, by=by)
    seen.append(token_of(moderator, url))
    assert len(set(seen)) == 5


def test_who_waits_on_a_device(moderator, room, small, url):
    kept, silent, here = three_guests(room, small.home)
    unheard = room.seat_person(small.home)
    heard(room, kept, kept=4)
    heard(room, silent, ago=31)
    heard(room, here, ago=29)
    opened = open_in(room, moderator)

    def waiting():
        return glance(moderator.reader, room.session.pk).waiting

    assert waiting() == {kept.pk, silent.pk}
    page = moderator.get(url).text
    assert "0 of 4 people have finished, 2 waiting on a device" in page
    assert "2 on a device" in page
    assert unheard.name in page
    before = token_of(moderator, url)
    say(opened, kept, R1=1, F3=1)  # what is finished is not waited for
    assert waiting() == {silent.pk}
    heard(room, silent)
    assert waiting() == frozenset()
    assert token_of(moderator, url) != before
    with clock.at(clock.now() + timedelta(seconds=31)):
        assert waiting() == {silent.pk, here.pk}
    show(opened, moderator)
    assert waiting() == frozenset()


def test_the_device_count_says_nothing_of_answers(moderator, room, small, url):
    person = three_guests(room, small.home)[0]
    opened = open_in(room, moderator)
    heard(room, person, kept=1)
    page, wall = moderator.get(url).text, moderator.get(f"{url}?projector").text
    say(opened, person, R1=2)
    assert moderator.get(url).text.count("rating") == page.count("rating")
    assert person.name not in wall
    assert "1 waiting on a device" in wall


def test_everybody_else_learns_nothing(member, coordinator, room, url):
    assert glance(member.reader, room.session.pk) is None
    assert member.get(f"{url}?seen=1-x", headers=HTMX).status_code == 404
    assert coordinator.get(f"{url}?seen=1-x", headers=HTMX).status_code == 403


def test_a_person_is_one_click_away_and_may_contest(moderator, room, small, url, colleague):
    person = seat_member(room, small.home, colleague)
    opened = open_in(room, moderator)
    seat = seat_for(opened, person)
    assert f'href="{url}record/?who=seat-{seat.pk}"' in moderator.get(url).text
    page = moderator.get(f"{url}record/?who=seat-{seat.pk}").text
    assert f'value="seat-{seat.pk}" selected' in page
    answer = Answer(opened.criteria_set.criteria.get(code="R1"), 1)
    entered = record_on_behalf(seat=seat, answer=answer, reason="no phone", by=moderator.reader)
    contest_rating(rating=entered, by=colleague.reader)
    assert "contested" not in moderator.get(url).text  # the round is open
    close_item_round(round_=opened, by=moderator.reader)
    assert "1 answer that was entered for somebody is contested." in moderator.get(url).text
    moderator.post(f"{url}reveal/", {"round": opened.pk})
    assert "1 answer that was entered for somebody is contested." in moderator.get(url).text
