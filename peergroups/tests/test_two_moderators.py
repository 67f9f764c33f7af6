"""Two moderators do the same at the same moment: it is done once, and the other is told kindly."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assessments.actions.answers import CannotAnswer
from assessments.models import Rating, Round, Tap
from core.models import Activity
from peergroups.models import AgendaItem
from peergroups.rules import base_of
from peergroups.tests.factories import open_in, say, show, three_guests
from practices.tests.factories import make_practice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(room, moderator, colleague):
    """Two moderators of one session."""
    room.moderate(colleague.user)
    return [moderator, colleague]


def at_once(*asks):
    """Run all at the same moment, each on a connection of its own."""
    start = Barrier(len(asks))

    def run(ask):
        start.wait()
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(run, asks))


def both(pair, address, data):
    """The status of each answer; nobody gets an error page."""
    asks = [lambda each=each: each.post(address, data).status_code for each in pair]
    return at_once(*asks)


def lines(verb):
    return Activity.objects.filter(verb=verb).count()


def test_each_act_is_done_once(pair, room, small):
    board = f"/sessions/{room.session.pk}/board/"
    three_guests(room, small.home)
    assert both(pair, f"{board}next/", {"item": room.item.pk}) == [302, 302]
    assert both(pair, f"{board}open/", {"item": room.item.pk}) == [302, 302]
    opened = Round.objects.get()
    about = {"round": opened.pk}
    assert both(pair, f"{board}close/", about) == [302, 302]
    assert both(pair, f"{board}reopen/", about) == [302, 302]
    assert both(pair, f"{board}close/", about) == [302, 302]
    assert both(pair, f"{board}reveal/", about) == [302, 302]
    assert both(pair, f"{board}second/", about | {"item": room.item.pk}) == [302, 302]
    assert list(Round.objects.values_list("number", "state").order_by("number")) == [
        (1, "revealed"),
        (2, "open"),
    ]
    done = {verb: lines(verb) for verb in ("session.went_on", "round.opened", "round.closed")}
    assert done == {"session.went_on": 1, "round.opened": 2, "round.closed": 2}
    assert (lines("round.reopened"), lines("round.revealed")) == (1, 1)


def test_one_shows_the_answers_while_the_other_opens_the_next_round(pair, room, small):
    """Whoever comes first: nobody waits for ever, and no round opens before answers are shown."""
    first, second = pair
    board = f"/sessions/{room.session.pk}/board/"
    three_guests(room, small.home)
    opened = open_in(room, first)
    first.post(f"{board}close/", {"round": opened.pk})
    told = at_once(
        lambda: first.post(f"{board}reveal/", {"round": opened.pk}).status_code,
        lambda: second.post(f"{board}second/", {"item": room.item.pk}).status_code,
    )
    assert told[0] == 302
    assert told[1] in (302, 409)
    opened.refresh_from_db()
    assert opened.state == "revealed"
    assert Round.objects.count() == (2 if told[1] == 302 else 1)


def test_notes_of_two_are_both_there(pair, room):
    address = f"/sessions/{room.session.pk}/board/notes/"
    headers = {"Accept": "application/json"}
    texts = ["Ask Lyon.", "Ask Turin."]
    answers = at_once(
        *[
            lambda each=each, text=text: each.post(
                address, {"text": text, "base": base_of("")}, headers=headers
            )
            for each, text in zip(pair, texts, strict=True)
        ]
    )
    assert sorted(each.status_code for each in answers) == [200, 412]
    room.session.refresh_from_db()
    refused = next(each for each in answers if each.status_code == 412)
    assert refused.json()["text"] == room.session.notes
    assert {room.session.notes, *texts} == set(texts)


def test_two_close_while_everybody_answers(pair, room, small):
    people = [*three_guests(room, small.home), *three_guests(room, small.other)]
    opened = open_in(room, pair[0])
    address = f"/sessions/{room.session.pk}/board/close/"

    def answer(person):
        try:
            return say(opened, person, R1=1, F3=-1)
        except CannotAnswer as refusal:
            return refusal

    told = at_once(
        *[lambda person=person: answer(person) for person in people],
        *[lambda each=each: each.post(address, {"round": opened.pk}).status_code for each in pair],
    )
    assert told[-2:] == [302, 302]
    taken = sum(not isinstance(each, CannotAnswer) for each in told[:-2])
    assert Rating.objects.count() == Tap.objects.count() == 2 * taken
    opened.refresh_from_db()
    late = Tap.objects.filter(made_at__gt=opened.closed_at, is_late=False)
    assert late.count() == 0
    assert lines("round.closed") == 1


def test_both_go_to_different_practices(pair, room):
    other = AgendaItem.objects.create(
        session=room.session, position=2, practice=make_practice(nuts_codes=["XX00"])
    )
    show(open_in(room, pair[0]), pair[0])
    address = f"/sessions/{room.session.pk}/board/next/"
    told = at_once(*[
        lambda each=each, item=item: each.post(address, {"item": item.pk}).status_code
        for each, item in zip(pair, (other, room.item), strict=True)
    ])  # fmt: skip
    assert told == [302, 302]
    room.session.refresh_from_db()
    assert room.session.current_item in (room.item, other)
