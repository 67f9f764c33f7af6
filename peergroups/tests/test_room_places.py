"""The token of a place opens one place of one session, as long as that stands."""

from datetime import timedelta

import pytest
from django.core.signing import Signer

from core import clock
from exchanges.actions import release_name, withdraw_person
from exchanges.models import ParticipationState
from peergroups.models import Session, SessionPlace
from peergroups.room.places import place_of_token, token_of
from peergroups.tests.device import Device
from peergroups.tests.factories import seat_member
from regions.models import Membership
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(room, small):
    return room.seat_person(small.home)


def statuses(device):
    """Of the three addresses."""
    answers = (device.ask(), device.ask("now/"), device.send())
    return [each.status_code for each in answers]


def test_a_place_holds_the_rights_of_now(room, small, member):
    person = seat_member(room, small.home, member)
    place = place_of_token(token_of(room.session, person), room.session)
    assert (place.participation, place.session) == (person, room.session)
    assert place.reader.user_id == member.user.pk
    assert place.reader.region_ids == {small.home.region.pk}


def test_a_guest_is_known_by_the_key(room, person):
    place = place_of_token(token_of(room.session, person), room.session)
    assert place.reader == Reader(person_key=person.person_key)
    assert statuses(Device(room, person)) == [200, 200, 200]


def test_a_token_opens_its_own_session_only(room, small, person):
    other = Session.objects.create(
        exchange=room.exchange,
        group=room.group,
        title="In the next room",
        criteria_set=room.session.criteria_set,
        room_code="ZZZZZZ",
    )
    device = Device(room, person)
    device.address = f"/sessions/{other.pk}/room/"
    assert statuses(device) == [404, 404, 404]
    assert place_of_token(token_of(room.session, person), other) is None


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "[1, 2]", "9" * 500])
def test_what_is_no_token_opens_nothing(room, person, token):
    device = Device(room, person)
    device.token = token
    assert statuses(device) == [404, 404, 404]


def test_what_another_part_signed_is_no_token(room, person):
    content = [room.session.pk, person.pk, person.person_key.hex, 1]
    device = Device(room, person)
    device.token = Signer(salt="another").sign_object(content)
    assert statuses(device) == [404, 404, 404]


def test_a_place_lasts_sixty_days(room, person, frozen):
    device = Device(room, person)
    with clock.at(frozen + timedelta(days=59)):
        assert statuses(device) == [200, 200, 200]
    with clock.at(frozen + timedelta(days=60)):
        assert statuses(device) == [404, 404, 404]


def test_a_name_that_was_freed_or_withdrawn_closes_the_device(room, small, person):
    device, other = Device(room, person), room.seat_person(small.home)
    taken_off = Device(room, other)
    release_name(participation=person, by=Reader.system())
    withdraw_person(participation=other, by=Reader.system())
    assert statuses(device) == [404, 404, 404]
    assert statuses(taken_off) == [404, 404, 404]


def test_who_declined_or_sits_in_the_other_room_has_no_place(room, small, person):
    device, declined = Device(room, person), room.seat_person(small.home)
    other = Device(room, declined)
    declined.state = ParticipationState.DECLINED
    declined.save()
    assert statuses(other) == [404, 404, 404]
    SessionPlace.objects.create(session=room.session, participation=room.seat_person(small.home))
    assert statuses(device) == [404, 404, 404]
    SessionPlace.objects.create(session=room.session, participation=person)
    assert statuses(device) == [200, 200, 200]


def test_who_left_the_partner_or_was_deactivated_is_out(room, small, member, colleague):
    left = Device(room, seat_member(room, small.home, member))
    gone = Device(room, seat_member(room, small.home, colleague))
    assert statuses(left) == statuses(gone) == [200, 200, 200]
    Membership.objects.filter(user=member.user).update(ended_at=clock.now())
    colleague.user.is_active = False
    colleague.user.save()
    assert statuses(left) == statuses(gone) == [404, 404, 404]


def test_a_cancelled_session_is_not_there(room, person):
    Session.objects.filter(pk=room.session.pk).update(cancelled_at=clock.now())
    assert statuses(Device(room, person)) == [404, 404, 404]


def test_confirmed_minutes_end_every_place_with_a_sentence(room, person):
    now = clock.now()
    Session.objects.filter(pk=room.session.pk).update(closed_at=now)
    device = Device(room, person)
    assert statuses(device) == [200, 200, 200]
    Session.objects.filter(pk=room.session.pk).update(confirmed_at=now)
    assert statuses(device) == [410, 410, 410]
    said = device.ask("now/", Accept="application/json").json()["detail"]
    assert said == (
        "The minutes of this session are confirmed. It takes no more answers. "
        "Thank you for your answers."
    )


def test_a_login_opens_the_same_and_takes_no_answers(room, small, member, stranger, visitor):
    seat_member(room, small.home, member)
    address = f"/sessions/{room.session.pk}/room/"
    for each, status in ((member, 200), (stranger, 404), (visitor, 404)):
        assert each.get(address).status_code == status
        assert each.get(f"{address}now/").status_code == status
    body = {"device": "d", "kept": 0, "taps": []}
    sent = member.post(f"{address}taps/", body, content_type="application/json")
    assert sent.status_code == 404


def test_a_session_that_is_not_there_looks_like_one_of_others(room, person, member):
    device = Device(room, person)
    device.address = "/sessions/987654321/room/"
    assert statuses(device) == [404, 404, 404]
    hidden = member.get(f"/sessions/{room.session.pk}/room/", headers={"Accept": "text/html"})
    absent = member.get("/sessions/987654321/room/", headers={"Accept": "text/html"})
    assert (hidden.status_code, absent.status_code) == (404, 404)
