"""What a board brings that was without a network: in order, each once, with its own time."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from assessments.actions.answers import Answer, CannotAnswer, send_answers
from assessments.models import Rating, Round, Tap
from core import clock
from core.models import Activity
from peergroups.actions import open_item_second_round
from peergroups.models import AgendaItem
from peergroups.tests.device import Device
from peergroups.tests.factories import open_in, say, seat_for, show, three_guests
from practices.tests.factories import make_practice
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/acts/"


@pytest.fixture
def second(room):
    practice = make_practice(nuts_codes=["XX00"])
    return AgendaItem.objects.create(session=room.session, position=2, practice=practice)


def act(name, item=None, at=None, **more):
    made_at = (at or clock.now()).isoformat()
    return {"uuid": str(uuid4()), "act": name, "made_at": made_at, **more} | (
        {"item": item.pk} if item else {}
    )


def bring(client, url, *acts):
    answer = client.post(url, json.dumps({"acts": acts}), content_type="application/json")
    assert answer.status_code == 200, answer.text
    assert [each["uuid"] for each in answer.json()["acts"]] == [each["uuid"] for each in acts]
    return [(each["state"], each["sentence"]) for each in answer.json()["acts"]]


def states(told):
    return [state for state, _sentence in told]


def test_two_practices_without_a_network(moderator, room, small, url, second, frozen):
    three_guests(room, small.home)
    at = [frozen - timedelta(minutes=minute) for minute in (20, 12, 9, 8)]
    acts = [
        act("next", room.item, at[0]),
        act("open", room.item, at[1]),
        act("close", room.item, at[2]),
        act("notes", text="Ask Lyon.", base=""),
        act("next", second, at[3]),
    ]
    assert states(bring(moderator, url, *acts)) == ["done"] * 5
    opened = Round.objects.get()
    assert (opened.opened_at, opened.closed_at) == (at[1], at[2])
    begun = AgendaItem.objects.order_by("position").values_list("begun_at", flat=True)
    assert list(begun) == [at[0], at[3]]
    room.session.refresh_from_db()
    assert (room.session.current_item, room.session.notes) == (second, "Ask Lyon.")
    lines = Activity.objects.count()
    assert states(bring(moderator, url, *acts)) == ["done"] * 5  # the answer was lost
    assert (Activity.objects.count(), Round.objects.count()) == (lines, 1)


def test_answers_of_the_room_count_by_their_time(moderator, room, small, url, frozen):
    """Room and phones were alone together: the taps come after the acts."""
    person = three_guests(room, small.home)[0]
    opening, closing = frozen - timedelta(minutes=9), frozen - timedelta(minutes=5)
    bring(moderator, url, act("open", room.item, opening), act("close", room.item, closing))
    opened = Round.objects.get()
    criterion = opened.criteria_set.criteria.get(code="R1")
    seat, by = seat_for(opened, person), Reader(person_key=person.person_key)
    in_time = Answer(criterion, 2, made_at=closing - timedelta(seconds=1))
    send_answers(seat=seat, answers=[in_time], by=by)
    assert Rating.objects.get().tap.is_late
    late = Answer(criterion, 1, made_at=closing + timedelta(seconds=1))
    with pytest.raises(CannotAnswer):
        send_answers(seat=seat, answers=[late], by=by)
    assert Rating.objects.get().tap.value == 2


def test_what_the_server_took_lies_before_the_close(moderator, room, small, url, frozen):
    person = three_guests(room, small.home)[0]
    with clock.at(frozen - timedelta(minutes=9)):
        opened = open_in(room, moderator)
    say(opened, person, R1=1)
    bring(moderator, url, act("close", at=frozen - timedelta(minutes=5), round=opened.pk))
    opened.refresh_from_db()
    assert Tap.objects.get().made_at <= opened.closed_at <= frozen


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=-9)])
def test_a_wrong_clock_moves_nothing_out_of_order(moderator, room, url, frozen, ahead):
    with clock.at(frozen - timedelta(minutes=30)):
        show(open_in(room, moderator), moderator)
    told = bring(moderator, url, act("second", room.item, frozen + ahead))
    assert states(told) == ["done"]
    first, again = Round.objects.order_by("number")
    assert first.revealed_at <= again.opened_at <= frozen


def test_what_the_other_moderator_did_is_no_mistake(moderator, room, url, second):
    opened = open_in(room, moderator)
    told = bring(moderator, url, act("open", room.item), act("close", room.item))
    assert told == [("already", "The round is open already."), ("done", "The round is closed.")]
    told = bring(moderator, url, act("close", round=opened.pk), act("reveal", round=opened.pk))
    assert states(told) == ["already", "done"]
    going = act("next", second)
    assert states(bring(moderator, url, going)) == ["done"]
    assert states(bring(moderator, url, act("next", second))) == ["already"]
    assert Round.objects.count() == 1


def test_a_repeat_is_told_the_same_and_changes_nothing(moderator, room, url, second):
    open_in(room, moderator)
    early = act("next", second)
    told = bring(moderator, url, early)
    assert told == [("refused", "A round is open. Close it first.")]
    show(Round.objects.get(), moderator)
    assert bring(moderator, url, early) == told  # the room has moved on since
    room.session.refresh_from_db()
    assert room.session.current_item == room.item


def test_one_that_is_refused_stops_no_other(moderator, room, url):
    gone = act("open", item=None) | {"item": 999_999}
    told = bring(moderator, url, gone, act("close", room.item), act("open", room.item))
    assert told[0] == ("refused", "This practice is not on the agenda any more.")
    assert states(told) == ["refused", "refused", "done"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"acts": 1}',
        '{"acts": [1]}',
        '{"acts": [{"act": []}]}',
        '{"acts": [{"act": "open"}]}',
        '{"acts": [{"uuid": "x", "act": "open", "made_at": "2026-11-26T10:00:00Z"}]}',
        json.dumps(
            {
                "acts": [
                    {
                        "uuid": "7b1c5d52-5f7b-4c3c-9a77-0e2a1c0d9b01",
                        "act": "open",
                        "made_at": "yesterday",
                    }
                ]
            }
        ),
        json.dumps(
            {
                "acts": [
                    {
                        "uuid": "7b1c5d52-5f7b-4c3c-9a77-0e2a1c0d9b02",
                        "act": "end",
                        "made_at": "2026-11-26",
                    }
                ]
            }
        ),
    ],
)
def test_what_cannot_be_read_is_refused_whole(moderator, url, body):
    assert moderator.post(url, body, content_type="application/json").status_code == 400
    assert Round.objects.count() == 0


def test_half_a_character_in_a_note(moderator, url):
    sent = {
        "uuid": str(uuid4()),
        "act": "notes",
        "made_at": datetime.now().astimezone().isoformat(),
    }
    body = json.dumps({"acts": [sent | {"text": "x\ud800"}]})
    assert moderator.post(url, body, content_type="application/json").status_code == 400


def test_only_moderators_bring_acts(member, coordinator, visitor, url):
    def ask(client):
        return client.post(url, '{"acts": []}', content_type="application/json").status_code

    assert [ask(each) for each in (member, coordinator, visitor)] == [404, 403, 302]


def test_late_acts_leave_the_round_alone_that_another_moderator_opened_since(
    moderator, room, small, url, frozen
):
    """One goes on without a network; the other shows the first round and opens the second."""
    three_guests(room, small.home)
    late = [
        act("open", room.item, frozen + timedelta(minutes=1)),
        act("close", room.item, frozen + timedelta(minutes=5)),
        act("reveal", room.item, frozen + timedelta(minutes=6)),
    ]
    show(open_in(room, moderator), moderator)
    with clock.at(frozen + timedelta(minutes=20)):
        open_item_second_round(item=room.item, by=moderator.reader)
        assert states(bring(moderator, url, *late)) == ["already"] * 3
    assert list(Round.objects.order_by("pk").values_list("state", flat=True)) == [
        "revealed",
        "open",
    ]


def test_two_rounds_without_a_network_are_its_own(moderator, room, small, url, frozen):
    three_guests(room, small.home)
    names = ("open", "close", "reveal", "second", "close", "reveal")
    at = [frozen + timedelta(minutes=minute) for minute in range(len(names))]
    acts = [act(name, room.item, moment) for name, moment in zip(names, at, strict=True)]
    with clock.at(frozen + timedelta(hours=1)):
        assert states(bring(moderator, url, *acts[:5])) == ["done"] * 5
        assert states(bring(moderator, url, *acts)) == ["done"] * 6  # the answer was lost
    assert set(Round.objects.values_list("state", flat=True)) == {"revealed"}


def test_a_late_second_round_is_not_a_third(moderator, room, small, url, frozen):
    three_guests(room, small.home)
    show(open_in(room, moderator), moderator)
    late = act("second", room.item, frozen + timedelta(minutes=5))
    with clock.at(frozen + timedelta(minutes=20)):
        show(open_item_second_round(item=room.item, by=moderator.reader), moderator)
        assert states(bring(moderator, url, late)) == ["already"]
    assert Round.objects.count() == 2


def test_answers_about_a_second_practice_count_after_a_day_without_a_network(
    moderator, room, small, url, second, frozen
):
    """The whole room was without one; the board came back first."""
    person = three_guests(room, small.home)[0]
    first, other = room.item, second
    names = [("open", first), ("close", first), ("reveal", first), ("next", other)]
    names += [("open", other), ("close", other)]
    acts = [
        act(name, item, frozen + timedelta(minutes=5 * number))
        for number, (name, item) in enumerate(names)
    ]
    phone = Device(room, person)
    made_at = frozen + timedelta(minutes=22)
    with clock.at(frozen + timedelta(hours=3)):
        assert states(bring(moderator, url, *acts)) == ["done"] * 6
        tap = phone.tap("R1", 2, item=other.pk, made_at=made_at)
        assert phone.told(tap) == ([tap["uuid"]], [], {})
    opened = Round.objects.get(agenda_round__item=other)
    assert (opened.opened_at, opened.closed_at) == (
        frozen + timedelta(minutes=20),
        frozen + timedelta(minutes=25),
    )
    assert Tap.objects.get().made_at == made_at
