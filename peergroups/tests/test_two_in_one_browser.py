"""A browser in which a guest joined, and somebody signs in: two people, not one."""

import pytest

from assessments.models import Rating, Seat
from exchanges.models import Participation
from peergroups.tests.factories import open_in, say, seat_for, seat_member
from regions.middleware import GUEST_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest_before(room, small, moderator, member):
    """A guest's answers in an open round; then a member signs in at the same device."""
    person = room.seat_person(small.home)
    own = seat_member(room, small.home, member)
    opened = open_in(room, moderator)
    say(opened, person, obstacle="Known to the guest alone", R1=-2)
    session = member.session
    session[GUEST_KEY] = str(person.person_key)
    session.save()
    return opened, person, own


def test_the_guests_answers_stay_the_guests(guest_before, room, member):
    opened, person, own = guest_before
    base = f"/sessions/{room.session.pk}"

    pages = [member.get(f"{base}/rate/?q={code}") for code in ("R1", "F3")]
    assert all("Known to the guest alone" not in page.text for page in pages)
    member.post(f"{base}/rate/done/", {"round": opened.pk})

    assert seat_for(opened, own).finished_at is not None
    assert seat_for(opened, person).finished_at is None
    assert Rating.objects.get().tap.value == -2


def test_who_is_signed_in_takes_no_guests_name(room, small, member):
    name = room.seat_person(small.home)
    Participation.objects.filter(pk=name.pk).update(joined_at=None)

    refused = member.post(f"/join/{room.session.room_code}/", {"who": name.pk})

    assert refused.status_code == 403
    assert "You are signed in" in refused.text
    assert GUEST_KEY not in member.session
    assert Participation.objects.get(pk=name.pk).joined_at is None
    assert not Seat.objects.exists()
