"""The minutes of a room: its start, its end, and that they stand still."""

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Round
from clusterix.testing.queries import assert_few_queries
from core import clock
from peergroups.actions import go_to, pause, run_on, start_closing, start_opening
from peergroups.board.timing import Pauses, frame_timer, timer_of
from peergroups.models import AgendaItem, Pause
from peergroups.tests.factories import open_in, show, three_guests
from practices.tests.factories import make_practice

START = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def test_a_pause_moves_every_end_by_its_length():
    before = timer_of(20, START, [], at(2))
    after = timer_of(20, START, [], at(5), Pauses(past=((at(2), at(5)),)))
    assert (after.left_words, after.phase_left) == (before.left_words, before.phase_left)
    assert [each.ends_at for each in after.phases] == [at(7), at(10)]


def test_minutes_stand_still():
    timer = timer_of(20, START, [], at(50), Pauses(since=at(3)))
    assert (timer.left_words, timer.phase.code, timer.phase_left) == ("17:00", "pitch", 1)
    assert (timer.over, timer.paused_at) == (0, at(3))


def test_only_what_lies_behind_the_start_of_a_step_counts():
    past = ((at(1), at(3)), (at(9), at(13)))
    timer = frame_timer("closing", 10, at(11), at(14), Pauses(past=past))
    assert timer.ends_at == at(23)
    during = frame_timer("opening", 5, at(4), at(9), Pauses(since=at(2)))
    assert during.left_words == "5:00"


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/"


def timer_in(page):
    found = re.search(r'<div class="timer[^>]*>.*?</div>', page.content.decode(), re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", found.group()) if found else ""
    return " ".join(words.split())


@pytest.mark.django_db
def test_from_the_start_to_the_end_with_a_pause(moderator, room, url, frozen):
    page = moderator.get(url)
    assert timer_in(page) == ""
    assert "Begin the session" in page.content.decode()

    def do(what, minutes):
        with clock.at(frozen + timedelta(minutes=minutes)):
            answer = moderator.post(f"{url}timer/", {"do": what}, follow=True)
            return timer_in(answer)

    assert do("opening", 0) == "5:00 left of 5 minutes Start: 5 min left"
    assert do("pause", 2) == "3:00 left of 5 minutes Paused. Start: 3 min left"
    with clock.at(frozen + timedelta(minutes=9)):
        assert timer_in(moderator.get(url)) == "3:00 left of 5 minutes Paused. Start: 3 min left"
    assert do("resume", 12) == "3:00 left of 5 minutes Start: 3 min left"
    with clock.at(frozen + timedelta(minutes=15)):
        go_to(item=room.item, by=moderator.reader)
        assert timer_in(moderator.get(url)).startswith("20:00 left of 20 minutes Pitch")
    assert do("closing", 30) == "10:00 left of 10 minutes Closing: 10 min left"


@pytest.mark.django_db
def test_what_was_done_already_is_no_mistake(moderator, room, url):
    for what, words in (
        ("opening", "The session has begun already."),
        ("pause", "The time stands still already."),
        ("resume", "The time runs already."),
        ("closing", "The room is at its end already."),
    ):
        moderator.post(f"{url}timer/", {"do": what})
        answer = moderator.post(f"{url}timer/", {"do": what}, follow=True)
        assert words in answer.content.decode()
    assert Pause.objects.get().ended_at is not None
    assert moderator.post(f"{url}timer/", {"do": "what"}).status_code == 400


@pytest.mark.django_db
def test_going_on_ends_the_pause(moderator, room):
    by = moderator.reader
    pause(session=room.session, by=by)
    opened = open_in(room, moderator)
    assert Pause.objects.get().ended_at == opened.opened_at


@pytest.mark.django_db
def test_the_end_waits_for_an_open_round_and_the_room_can_go_back(moderator, room, url):
    opened = open_in(room, moderator)
    refused = moderator.post(f"{url}timer/", {"do": "closing"})
    assert refused.status_code == 409
    assert "A round is open. Close it first." in refused.content.decode()
    show(opened, moderator)
    start_closing(session=room.session, by=moderator.reader)
    practice = make_practice(nuts_codes=["XX00"])
    other = AgendaItem.objects.create(session=room.session, position=2, practice=practice)
    go_to(item=other, by=moderator.reader)
    room.session.refresh_from_db()
    assert (room.session.part, room.session.current_item) == ("practice", other)


@pytest.mark.django_db
def test_the_wall_and_the_second_moderator_see_the_same(moderator, room, url, frozen):
    start_opening(session=room.session, by=moderator.reader)
    seen = re.search(r"seen=([\w-]+)", moderator.get(url).content.decode()).group(1)
    pause(session=room.session, by=moderator.reader)
    told = moderator.get(f"{url}?projector&seen={seen}", headers={"HX-Request": "true"})
    assert timer_in(told) == "5:00 left of 5 minutes Paused. Start: 5 min left"
    run_on(session=room.session, by=moderator.reader)
    assert_few_queries(moderator, url)


@pytest.mark.django_db
def test_one_pause_at_a_time_and_none_that_ends_before_it_began(room):
    Pause.objects.create(session=room.session, begun_at=START)
    for broken in ({"begun_at": START}, {"begun_at": START, "ended_at": at(-1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pause.objects.create(session=room.session, **broken)


def bring(client, url, *acts):
    sent = [{"uuid": str(uuid4()), **each} for each in acts]
    answer = client.post(f"{url}acts/", json.dumps({"acts": sent}), content_type="application/json")
    assert answer.status_code == 200
    return [(each["state"], each["sentence"]) for each in answer.json()["acts"]]


@pytest.mark.django_db
def test_a_pause_without_a_network_counts_from_when_it_was_made(moderator, room, url, frozen):
    moments = [(frozen - timedelta(minutes=each)).isoformat() for each in (20, 15, 11, 4)]
    acts = [
        {"act": "opening", "made_at": moments[0]},
        {"act": "pause", "made_at": moments[1]},
        {"act": "resume", "made_at": moments[2]},
        {"act": "closing", "made_at": moments[3]},
    ]
    assert bring(moderator, url, *acts) == [
        ("done", "The session has begun."),
        ("done", "The time stands still."),
        ("done", "The time runs on."),
        ("done", "Now the end of the session."),
    ]
    room.session.refresh_from_db()
    stood = Pause.objects.get()
    assert room.session.opening_at == frozen - timedelta(minutes=20)
    assert stood.ended_at - stood.begun_at == timedelta(minutes=4)
    assert timer_in(moderator.get(url)).startswith("6:00 left of 10 minutes")


@pytest.mark.django_db
def test_opening_a_round_again_without_a_network(moderator, room, small, url, frozen):
    three_guests(room, small.home)
    with clock.at(frozen - timedelta(hours=30)):
        opened = open_in(room, moderator)
    named = {"item": room.item.pk, "round": opened.pk}
    hours = {each: (frozen - timedelta(hours=each)).isoformat() for each in (29, 28)}
    assert bring(
        moderator,
        url,
        {"act": "close", "made_at": hours[29], **named},
        {"act": "reopen", "made_at": hours[28], **named},
    ) == [("done", "The round is closed."), ("done", "The round is open again.")]
    late = frozen.isoformat()
    bring(moderator, url, {"act": "close", "made_at": hours[28], **named})
    assert bring(moderator, url, {"act": "reopen", "made_at": late, **named})[0] == (
        "refused",
        "This round was closed more than 24 hours ago. Open a second round instead.",
    )
    assert Round.objects.get().state == "closed"


@pytest.mark.django_db
def test_a_late_opening_again_leaves_another_open_round_alone(moderator, room, small, url):
    three_guests(room, small.home)
    opened = open_in(room, moderator)
    practice = make_practice(nuts_codes=["XX00"])
    other = AgendaItem.objects.create(session=room.session, position=2, practice=practice)
    bring(moderator, url, {"act": "close", "made_at": clock.now().isoformat(), "round": opened.pk})
    moderator.post(f"{url}open/", {"item": other.pk})
    again = {"act": "reopen", "made_at": clock.now().isoformat(), "round": opened.pk}
    assert bring(moderator, url, again) == [("refused", "A round is open. Close it first.")]
    opened.refresh_from_db()
    assert opened.state == "closed"
