"""What a device brings beside answers: each once, whatever is repeated."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.actions import close_round, record_on_behalf
from assessments.actions.answers import Answer
from assessments.models import Seat
from core import clock
from core.models import Activity
from peergroups.actions import choose_step
from peergroups.models import RegionStep, Session
from peergroups.tests.device import Device
from peergroups.tests.factories import open_in, say, seat_for, show, three_guests
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(room, small, moderator, frozen):
    return three_guests(room, small.home)


@pytest.fixture
def phone(room, people):
    return Device(room, people[0])


@pytest.fixture
def shown(room, people, moderator):
    opened = open_in(room, moderator)
    say(opened, people[0], R1=1)
    show(opened, moderator)
    return opened


def act(name, at=None, **fields):
    made_at = (at or clock.now()).isoformat()
    return {"uuid": str(uuid4()), "act": name, "made_at": made_at} | fields


def bring(phone, *acts, taps=()):
    kept, _waiting, refused = phone.told(*taps, acts=acts)
    return [each["uuid"] in kept for each in acts], list(refused.values())


def step(room, kind, at=None, line=""):
    return act("step", at, item=room.item.pk, kind=kind, line=line)


def test_a_next_step_is_kept_once(phone, room, small, shown):
    wanted = step(room, "ask_at_home", line="  Ask   the mayor ")
    assert bring(phone, wanted) == ([True], [])
    kept = RegionStep.objects.get()
    assert (kept.region, kept.kind, kept.line) == (
        small.home.region,
        "ask_at_home",
        "Ask the mayor",
    )
    lines = Activity.objects.count()
    assert bring(phone, wanted) == ([True], [])
    assert Activity.objects.count() == lines
    assert phone.ask().json()["items"][0]["step"] == {"kind": kept.kind, "line": kept.line}


def test_what_was_chosen_later_stands(phone, room, small, people, shown, frozen):
    early = frozen - timedelta(minutes=10)
    by = Reader(person_key=people[1].person_key)
    choose_step(item=room.item, region=small.home.region, kind="not_for_us", by=by)
    assert bring(phone, step(room, "interested", at=early)) == (
        [False],
        ["Somebody chose for your region later. That choice stands."],
    )
    assert RegionStep.objects.get().kind == "not_for_us"


def test_a_step_before_the_answers_are_shown_or_about_nothing(phone, room, people, moderator):
    open_in(room, moderator)
    assert bring(phone, step(room, "interested"), act("step", item=999_999, kind="interested")) == (
        [False, False],
        [
            "Show the answers about this practice first.",
            "This practice is not on the agenda any more.",
        ],
    )
    assert not RegionStep.objects.exists()


def test_not_my_answer(phone, room, people, moderator):
    opened = open_in(room, moderator)
    criterion = opened.criteria_set.criteria.get(code="R1")
    rating = record_on_behalf(
        seat=seat_for(opened, people[0]),
        answer=Answer(criterion, 1),
        reason="Phone battery",
        by=moderator.reader,
    )
    contest = act("contest", rating=rating.pk)
    assert bring(phone, contest) == ([True], [])
    other = Device(room, people[1])
    refused = ["This answer is not there any more."]
    assert bring(other, act("contest", rating=rating.pk)) == ([False], refused)
    rating.refresh_from_db()
    assert rating.contested_at is not None
    assert phone.ask().json()["items"][0]["answers"]["R1"]["is_contested"] is True


def test_a_seat_comes_before_the_answers_that_need_it(phone, room, people, moderator):
    opened = open_in(room, moderator)
    Seat.objects.filter(person_key=people[0].person_key).delete()
    tap = phone.tap("R1", 2, round=opened.pk)
    seat = act("seat", item=room.item.pk, round=opened.pk)
    assert bring(phone, seat, taps=[tap]) == ([True], [])
    assert Seat.objects.get(person_key=people[0].person_key).ratings.get().tap.value == 2
    assert bring(phone, seat) == ([True], [])


def test_no_seat_in_a_round_that_closed_meanwhile(phone, room, people, moderator):
    opened = open_in(room, moderator)
    Seat.objects.filter(person_key=people[0].person_key).delete()
    close_round(round_=opened, by=moderator.reader)
    refused = ["This round is closed, so nobody takes a seat in it."]
    assert bring(phone, act("seat", round=opened.pk)) == ([False], refused)
    assert not Seat.objects.filter(person_key=people[0].person_key).exists()


def test_one_that_cannot_be_read_stops_no_other(phone, room, shown):
    strange = act("dance")
    assert bring(phone, strange, step(room, "interested")) == (
        [False, True],
        ["This cannot be read. Do it again."],
    )
    assert phone.send(acts={}).status_code == 400
    assert phone.send(acts=[1]).status_code == 400


def test_the_place_alone_decides(room, people, shown):
    phone = Device(room, people[0])
    Session.objects.filter(pk=room.session.pk).update(
        closed_at=clock.now(), confirmed_at=clock.now()
    )
    assert phone.send(acts=[step(room, "interested")]).status_code == 410
    assert not RegionStep.objects.exists()


def test_another_device_of_the_person_is_news_and_the_own_is_not(room, people, moderator):
    open_in(room, moderator)
    one, two = Device(room, people[0], "one"), Device(room, people[0], "two")

    def seen(device):
        return device.ask("now/").json()["seen"]

    before = seen(one), seen(two)
    one.send(one.tap("R1", 2))
    after = seen(one), seen(two)
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert two.ask().json()["items"][0]["answers"]["R1"]["value"] == 2


def test_a_next_step_of_the_region_is_news_for_its_people(room, small, people, shown):
    other = room.seat_person(small.other)
    mine, theirs = Device(room, people[1]), Device(room, other)
    before = [each.ask("now/").json()["seen"] for each in (mine, theirs)]
    by = Reader(person_key=people[0].person_key)
    choose_step(item=room.item, region=small.home.region, kind="interested", by=by)
    after = [each.ask("now/").json()["seen"] for each in (mine, theirs)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True]
