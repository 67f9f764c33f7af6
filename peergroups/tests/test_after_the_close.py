"""A guest's access ends with the session, on the page of the meeting as well."""

import pytest

from exchanges.models import Participation
from peergroups.actions import close_session
from peergroups.models import Session
from peergroups.tests.factories import guest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(room, small):
    return guest_of(room.seat_person(small.home))


def test_the_meeting_is_closed_to_guests_with_its_last_session(room, small, moderator, inside):
    other = room.seat_person(small.other, level="intermediary")
    url = room.exchange.get_absolute_url()
    later = Session.objects.create(
        exchange=room.exchange,
        group=room.group,
        title="The next day",
        criteria_set=room.session.criteria_set,
        room_code="NEXT22",
    )

    close_session(session=room.session, by=moderator.reader)
    assert other.name in inside.get(url).text
    close_session(session=later, by=moderator.reader)

    assert inside.get(url).status_code == 404
    assert inside.post(f"{url}reply/", {"comes": "yes"}).status_code == 404
    assert not Participation.objects.visible_to(inside.reader).exists()
    assert other.name in moderator.get(url).text


def test_a_public_meeting_keeps_its_public_line(room, moderator, inside, small):
    room.exchange.is_public = True
    room.exchange.save()
    other = room.seat_person(small.other)
    close_session(session=room.session, by=moderator.reader)

    page = inside.get(room.exchange.get_absolute_url())

    assert page.status_code == 200
    assert other.name not in page.text
