"""A guest's address: given when joining, for the minutes, and erased 30 days after them."""

from datetime import timedelta

import pytest

from clusterix.testing.persona import Persona
from core import clock
from core.models import Mail
from exchanges.actions import forget_address, keep_address
from exchanges.actions.people import NotYourPlace
from exchanges.models import Participation
from peergroups.actions import circulate_minutes, close_session, confirm_minutes, release_guest
from peergroups.tasks import forget_guests
from peergroups.tests.factories import guest_of, seat_member
from regions.reader import Reader

pytestmark = pytest.mark.django_db

ADDRESS = "ann@guest.example"


@pytest.fixture
def ann(room, small):
    """A guest who has not joined yet."""
    person = room.seat_person(small.home)
    person.joined_at = None
    person.save()
    return person


def joined(room, person, email) -> Persona:
    browser = Persona()
    browser.post(f"/join/{room.session.room_code}/", {"who": person.pk, "email": email})
    return browser


def test_it_is_given_with_the_name_and_may_be_left_out(room, small, ann):
    page = Persona().get(f"/join/{room.session.room_code}/").text
    assert "E-mail, to get the minutes" in page
    other = room.seat_person(small.other)
    other.joined_at = None
    other.save()

    joined(room, ann, ADDRESS)
    joined(room, other, "")

    assert dict(Participation.objects.values_list("name", "email")) == {
        ann.name: ADDRESS,
        other.name: "",
    }


def test_a_wrong_one_keeps_what_was_typed(room, ann):
    answer = Persona().post(
        f"/join/{room.session.room_code}/", {"who": ann.pk, "email": "ann at home"}
    )

    assert answer.status_code == 400
    assert 'value="ann at home"' in answer.text
    assert f'value="{ann.pk}" required checked' in answer.text
    ann.refresh_from_db()
    assert (ann.joined_at, ann.email) == (None, "")


def test_it_goes_with_a_name_that_is_freed(room, ann, moderator):
    joined(room, ann, ADDRESS)
    release_guest(session=room.session, participation=ann, by=moderator.reader)
    ann.refresh_from_db()
    assert ann.email == ""


def test_only_the_guest_gives_it_and_only_the_night_erases_it(room, small, ann, member):
    place = seat_member(room, small.home, member)
    with pytest.raises(NotYourPlace):
        keep_address(participation=ann, address=ADDRESS, by=Reader(person_key=place.person_key))
    with pytest.raises(NotYourPlace):
        forget_address(participation=ann, by=guest_of(ann).reader)


def test_it_is_erased_with_the_letters_30_days_after_the_minutes(room, ann, moderator):
    joined(room, ann, ADDRESS)
    close_session(session=room.session, by=moderator.reader)
    circulate_minutes(session=room.session, by=moderator.reader)
    evening = clock.now() + timedelta(days=2)  # the meeting is over
    with clock.at(evening):
        confirm_minutes(session=room.session, by=moderator.reader)
    assert Mail.objects.filter(to=ADDRESS).count() == 2

    with clock.at(evening + timedelta(days=29)):
        assert forget_guests() == 0
    with clock.at(evening + timedelta(days=31)):
        assert forget_guests() == 1
        assert forget_guests() == 0

    ann.refresh_from_db()
    assert ann.email == ""
    assert not Mail.objects.filter(to=ADDRESS).exists()


def test_as_long_as_minutes_are_awaited_it_stays(room, ann, moderator):
    joined(room, ann, ADDRESS)
    close_session(session=room.session, by=moderator.reader)

    with clock.at(clock.now() + timedelta(days=100)):
        assert forget_guests() == 0
