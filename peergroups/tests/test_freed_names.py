"""A name that changes hands: the person counts once, and the old browser is out."""

import pytest

from assessments.models import Seat
from exchanges.actions import invite, withdraw_person
from exchanges.actions.people import Person
from exchanges.models import Participation
from peergroups.actions import join_as_guest, release_guest
from peergroups.tests.factories import guest_of, open_in, say
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(room, small, moderator):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    say(opened, person, R1=2)
    return opened, person


def come_back(room, person) -> Participation:
    person = Participation.objects.get(pk=person.pk)
    return join_as_guest(session=room.session, participation=person, by=Reader.visitor())


def check(room, opened, old, new) -> None:
    seat = Seat.objects.get(round=opened)  # one person, one seat
    assert seat.person_key == new.person_key != old.person_key
    assert seat.ratings.get().tap.value == 2
    url = f"/sessions/{room.session.pk}/rate/"
    assert guest_of(old).get(url).status_code == 404
    assert guest_of(new).get(url).status_code == 200


def test_freed_by_the_lead_of_the_own_partner(room, lead, answered):
    opened, person = answered
    release_guest(session=room.session, participation=person, by=lead.reader)
    check(room, opened, person, come_back(room, person))


def test_withdrawn_and_invited_again(room, moderator, answered):
    opened, person = answered
    withdraw_person(participation=person, by=moderator.reader)
    again = Person(partner=person.partner, level=person.level, name=person.name)
    invite(exchange=room.exchange, person=again, by=moderator.reader)
    check(room, opened, person, come_back(room, person))
