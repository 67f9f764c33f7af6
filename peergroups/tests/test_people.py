"""Who is in a session: those with a place in it; without any place, everybody of the exchange."""

import pytest

from clusterix.testing.room import make_room
from core import clock
from peergroups.actions import join_as_guest, join_session
from peergroups.actions.board import plans_of
from peergroups.actions.people import NotInvited
from peergroups.models import Session, SessionModerator, SessionPlace
from peergroups.people import guests_of, is_of, moderator_ids, own_in, people_in, people_of
from peergroups.tests.factories import guest_of, seat_member
from regions.reader import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def parallel(room) -> Session:
    """Another session of the same exchange."""
    return Session.objects.create(
        exchange=room.exchange,
        group=room.group,
        title="Second session",
        criteria_set=room.session.criteria_set,
        room_code="PARA11",
    )


def give_place(session: Session, *people) -> None:
    for person in people:
        SessionPlace.objects.create(session=session, participation=person)


def test_without_places_everybody_of_the_exchange_is_in_each_session(room, parallel, small):
    guest = room.seat_person(small.home)

    for session in (room.session, parallel):
        assert list(people_of(session)) == [guest]
        assert list(guests_of(session)) == [guest]
        assert is_of(session, guest)


def test_with_places_only_those_who_have_one_are_in_it(room, parallel, small):
    here, there = room.seat_person(small.home), room.seat_person(small.other)
    give_place(room.session, here)

    assert list(people_of(room.session)) == [here]
    assert list(guests_of(room.session)) == [here]
    assert [is_of(room.session, each) for each in (here, there)] == [True, False]
    assert set(people_of(parallel)) == {here, there}
    assert set(people_in(Session.objects.filter(pk=room.session.pk))) == {here}
    assert [plan.name for plan in plans_of(room.session)] == [here.name]


def test_a_place_counts_only_while_the_person_takes_part(room, small):
    here = room.seat_person(small.home)
    give_place(room.session, here)
    here.state = "declined"
    here.save()

    assert list(people_of(room.session)) == []
    assert list(own_in(room.session, guest_of(here).reader)) == [here]


def test_a_participant_sees_the_session_of_the_own_place_alone(room, parallel, small, member):
    person = seat_member(room, small.home, member)
    guest = room.seat_person(small.other)
    give_place(room.session, person)
    give_place(parallel, guest)

    assert list(Session.objects.visible_to(member.reader)) == [room.session]
    assert list(Session.objects.visible_to(guest_of(guest).reader)) == [parallel]
    assert list(Session.objects.visible_to(Reader.visitor())) == []
    other = make_room(small)
    other.seat_person(small.home, user=member.user)
    assert set(Session.objects.visible_to(member.reader)) == {room.session, other.session}


def test_a_lead_sees_the_session_in_which_the_own_people_sit(room, parallel, small, lead):
    give_place(parallel, room.seat_person(small.home))
    give_place(room.session, room.seat_person(small.third))

    assert list(Session.objects.visible_to(lead.reader)) == [parallel]


def test_nobody_joins_the_other_session(room, parallel, small, member):
    person = seat_member(room, small.home, member)
    guest = room.seat_person(small.other)
    guest.joined_at = None
    guest.save()
    give_place(room.session, person, guest)
    give_place(parallel, room.seat_person(small.third))

    with pytest.raises(NotInvited):
        join_session(session=parallel, by=member.reader)
    with pytest.raises(NotInvited):
        join_as_guest(session=parallel, participation=guest, by=Reader.visitor())
    assert join_session(session=room.session, by=member.reader).pk == person.pk
    assert join_as_guest(session=room.session, participation=guest, by=Reader.visitor()) == guest


def test_the_list_of_names_has_those_of_the_session(room, parallel, small, client):
    here, there = room.seat_person(small.home), room.seat_person(small.other)
    give_place(room.session, here)
    give_place(parallel, there)

    page = client.get(f"/join/{parallel.room_code}/").content.decode()

    assert there.name in page
    assert here.name not in page


def test_those_lead_who_are_named_for_it_or_moderate_the_group_now(room, member, moderator):
    assert moderator_ids(room.session) == {moderator.user.pk}
    SessionModerator.objects.create(session=room.session, user=member.user)
    assert moderator_ids(room.session) == {moderator.user.pk, member.user.pk}
    room.group.memberships.update(left_at=clock.now())
    assert moderator_ids(room.session) == {member.user.pk}
