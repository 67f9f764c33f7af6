"""What a device keeps of the room, and how it hears that something is new."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import close_round, record_on_behalf
from assessments.actions.answers import Answer
from core import clock
from peergroups.actions import add_item, open_item_second_round
from peergroups.models import Contact, Session
from peergroups.tests.device import Device
from peergroups.tests.factories import guest_of, open_in, say, seat_for, seat_member, show
from practices.tests.factories import make_practice, make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(room, small):
    return room.seat_person(small.home)


@pytest.fixture
def phone(room, person, moderator, frozen):
    return Device(room, person)


def statements(device, path, **headers):
    with CaptureQueriesContext(connection) as captured:
        device.ask(path, **headers)
    return [each["sql"] for each in captured.captured_queries]


def test_the_device_holds_the_whole_agenda(phone, room, small, moderator, person, frozen):
    needs = make_requirement(
        room.practice.published_revision, kind="funding_instrument", needed=2, text="Some money."
    )
    room.session.criteria_set.criteria.filter(code="F3").update(requirement_kind=needs.kind)
    said = phone.ask().json()
    assert said["title"] == room.session.title
    assert (said["region"], said["level"], said["people"]) == ("Skåne", "cluster practitioner", 1)
    assert (said["current"], said["round"], said["joined"]) == (room.item.pk, None, True)
    assert said["questions"][0] == {
        "code": "R1", "question": "Does it fit our strategy?", "dimension": "Relevance",
        "low": "no", "high": "yes", "guidance": "",
    }  # fmt: skip
    assert said["items"] == [
        {
            "pk": room.item.pk,
            "title": room.practice.title,
            "origin": small.third.region.name,
            "is_own": False,
            "needs": {"F3": "Some money."},
            "rounds": [],
            "answers": {},
            "step": None,
        }
    ]


def test_own_answers_of_this_round_and_of_the_one_before(phone, room, person, moderator, small):
    other = room.seat_person(small.home)
    first = open_in(room, moderator)
    say(first, person, obstacle="No money", R1=2, F3=-1)
    say(first, other, R1=-2)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, person, R1=1)
    item = phone.ask().json()["items"][0]
    assert [each["state"] for each in item["rounds"]] == ["revealed", "open"]
    assert item["rounds"][1] | {"opened_at": ""} == {
        "pk": second.pk, "number": 2, "state": "open", "opened_at": "", "closed_at": None,
        "answers_url": "", "has_seat": True, "is_finished": False, "may_show": None, "people": 2,
    }  # fmt: skip
    told = {code: (each["value"], each["round"]) for code, each in item["answers"].items()}
    assert told == {"R1": (1, second.pk), "F3": (-1, 0)}
    assert item["answers"]["F3"]["obstacle"] == "No money"


def test_what_a_moderator_entered_is_told(phone, room, person, moderator):
    opened = open_in(room, moderator)
    seat = seat_for(opened, person)
    before = phone.ask("now/")
    criterion = opened.criteria_set.criteria.get(code="R1")
    rating = record_on_behalf(
        seat=seat, answer=Answer(criterion, -1), reason="Phone is empty", by=moderator.reader
    )
    assert phone.ask("now/", **{"If-None-Match": before["ETag"]}).status_code == 200
    answer = phone.ask().json()["items"][0]["answers"]["R1"]
    assert (answer["value"], answer["entered"], answer["rating"], answer["is_contested"]) == (
        *(-1, "Phone is empty", rating.pk, False),
    )


def test_nothing_new_is_said_in_two_queries_at_most(phone, room, person, moderator, frozen):
    opened = open_in(room, moderator)
    first = phone.ask("now/")
    assert first.json() == {
        "now": frozen.isoformat(),
        "current": room.item.pk,
        "round": {"pk": opened.pk, "item": room.item.pk, "number": 1, "state": "open"},
        "is_live": True,
        "closed_at": None,
        "confirmed": False,
        "seen": first.json()["seen"],
    }
    seen = {"If-None-Match": first["ETag"]}
    assert phone.ask("now/", **seen).status_code == 304
    assert len(statements(phone, "now/", **seen)) == 1
    with clock.at(frozen + timedelta(seconds=20)):
        made = [each for each in statements(phone, "now/", **seen) if "SAVEPOINT" not in each]
    assert len(made) == 2, made
    assert phone.ask(**{"If-None-Match": phone.ask()["ETag"]}).status_code == 304


def test_by_login_too(room, small, member, moderator):
    seat_member(room, small.home, member)
    open_in(room, moderator)
    address = f"/sessions/{room.session.pk}/room/now/"
    member.get(address)
    with CaptureQueriesContext(connection) as captured:
        member.get(address)
    made = [each["sql"] for each in captured.captured_queries]
    beside = re.compile(r'^SELECT "(django_session|accounts_user|regions_membership)"')
    assert len([each for each in made if not beside.match(each)]) == 2, made
    assert not Contact.objects.exists()


def test_others_do_not_wake_the_device_and_the_room_does(phone, room, small, moderator):
    other = room.seat_person(small.home)
    opened = open_in(room, moderator)
    tags = [phone.ask("now/")["ETag"]]
    say(opened, other, R1=1, F3=1)
    phone.send(phone.tap("R1", 1))
    assert phone.ask("now/")["ETag"] == tags[0]
    close_round(round_=opened, by=moderator.reader)
    tags.append(phone.ask("now/")["ETag"])
    Session.objects.filter(pk=room.session.pk).update(closed_at=clock.now())
    tags.append(phone.ask("now/")["ETag"])
    assert len(set(tags)) == 3
    assert phone.ask("now/").json()["is_live"] is False


def test_contact_is_noted_every_twenty_seconds(phone, frozen):
    phone.ask("now/", **{"X-Kept": "7"})
    with clock.at(frozen + timedelta(seconds=19)):
        phone.ask("now/", **{"X-Kept": "8"})
    assert (Contact.objects.get().kept, Contact.objects.get().seen_at) == (7, frozen)
    later = frozen + timedelta(seconds=20)
    with clock.at(later):
        phone.ask("now/", **{"X-Kept": "²"})
    assert (Contact.objects.get().kept, Contact.objects.get().seen_at) == (0, later)


def test_the_room_asks_no_more_for_a_long_agenda(phone, room, person, moderator, coordinator):
    opened = open_in(room, moderator)
    say(opened, person, R1=1)
    phone.ask()
    few = len(statements(phone, ""))
    show(opened, moderator)
    for number in range(3):
        room.session.agenda.create(position=number + 2, practice=make_practice())
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, person, R1=2, F3=1)
    assert len(statements(phone, "")) == few <= 12


def test_of_a_guest_by_cookie(room, person, moderator):
    said = guest_of(person).get(f"/sessions/{room.session.pk}/room/").json()
    assert said["items"][0]["pk"] == room.item.pk


def test_a_practice_of_the_own_region_is_marked(room, small, moderator):
    device = Device(room, room.seat_person(small.third))
    assert [each["is_own"] for each in device.ask().json()["items"]] == [True]


def test_new_practices_wake_the_device(phone, room, coordinator):
    before = phone.ask("now/")["ETag"]
    add_item(session=room.session, practice=make_practice(), minutes=20, by=coordinator.reader)
    assert phone.ask("now/")["ETag"] != before
