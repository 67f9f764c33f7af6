"""A session with places is never left without any: it would be open to the whole meeting."""

import pytest

from peergroups.actions.seating import CannotChange, Table, make_sessions, move_to_session
from peergroups.models import Session, SessionPlace
from peergroups.people import people_of
from peergroups.tests.factories import seat_member

pytestmark = pytest.mark.django_db

LAST = "Nobody would be left in “%s”, and everybody of the meeting would be in it. Cancel it first."


@pytest.fixture
def parallel(room, small, member):
    """A second session of the same meeting; two people sit in the first, one in the second."""
    second = Session.objects.create(
        exchange=room.exchange, group=room.group, title="Second",
        criteria_set=room.session.criteria_set, room_code="SECOND",
    )  # fmt: skip
    people = [room.seat_person(small.home), room.seat_person(small.home)]
    alone = seat_member(room, small.home, member)
    for person in people:
        SessionPlace.objects.create(session=room.session, participation=person)
    SessionPlace.objects.create(session=second, participation=alone)
    return second, people, alone


def test_the_last_one_stays(parallel, room, moderator):
    second, _people, alone = parallel
    with pytest.raises(CannotChange) as refused:
        move_to_session(participation=alone, session=room.session, by=moderator.reader)
    assert [str(each) for each in refused.value.reasons] == [LAST % "Second"]
    assert list(people_of(second)) == [alone]


def test_who_is_not_the_last_moves(parallel, room, moderator):
    second, (one, other), alone = parallel
    move_to_session(participation=one, session=second, by=moderator.reader)
    assert list(people_of(room.session)) == [other]
    assert set(people_of(second)) == {one, alone}


def test_the_session_of_others_stays_unread(parallel, room, moderator, member):
    second, _people, _alone = parallel
    assert not Session.objects.visible_to(member.reader).filter(pk=room.session.pk).exists()
    assert member.get(f"/sessions/{second.pk}/").status_code == 200


def test_a_name_of_another_session_is_not_freed_here(parallel, room, moderator):
    second, (one, _other), _alone = parallel
    page = f"/sessions/{second.pk}/people/release/"
    assert moderator.post(page, {"participation": one.pk}).status_code == 404
    one.refresh_from_db()
    assert one.joined_at is not None


def test_no_group_of_a_plan_is_empty(room, small, moderator):
    person = room.seat_person(small.home)
    tables = [
        Table("One", [(room.practice, 20)], [person], 5, 10),
        Table("Two", [(room.practice, 20)], [], 5, 10),
    ]
    common = {"exchange": room.exchange, "group": room.group, "by": moderator.reader}
    with pytest.raises(CannotChange) as refused:
        make_sessions(criteria_set=room.session.criteria_set, tables=tables, **common)
    said = "Nobody sits in “Two”. Make fewer groups, or move somebody there."
    assert [str(each) for each in refused.value.reasons] == [said]
