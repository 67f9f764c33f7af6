"""Of a practice that was taken down a session tells nothing; confirmed minutes stay as they are."""

import pytest

from core import clock
from peergroups.actions import circulate_minutes, close_session, confirm_minutes
from peergroups.tests.device import Device
from peergroups.tests.factories import guest_of, open_in, say, show, three_guests
from practices.models import Practice

pytestmark = pytest.mark.django_db
TITLE = "Voucher of the lake region"
GONE = "A practice that was taken down"


@pytest.fixture
def people(room, small, moderator):
    Practice.objects.filter(pk=room.practice.pk).update(title=TITLE)
    room.practice.refresh_from_db()
    return three_guests(room, small.home)


def take_down(room):
    Practice.objects.filter(pk=room.practice.pk).update(
        taken_down_at=clock.now(), takedown_reason="Wrong"
    )


def test_pages_of_a_session_that_goes_on(room, moderator, people):
    opened = open_in(room, moderator)
    say(opened, people[0], R1=1)
    address = f"/sessions/{room.session.pk}/"
    take_down(room)
    guest = guest_of(people[0])
    for reader, path in (
        (moderator, address),
        (moderator, f"{address}agenda/"),
        (moderator, f"{address}board/"),
        (moderator, f"{address}board/?projector"),
        (moderator, f"{address}pack/"),
        (moderator, f"{address}prepare/"),
        (moderator, f"{address}minutes/"),
        (guest, address),
        (guest, f"{address}rate/"),
    ):
        page = reader.get(path).content.decode()
        assert TITLE not in page, path
        assert GONE in page or path.endswith("prepare/"), path
    told = Device(room, people[0]).ask().json()
    assert [(each["title"], each["origin"]) for each in told["items"]] == [(GONE, "")]
    show(opened, moderator)
    answers = f"{address}answers/{opened.pk}/"
    for reader, path in ((guest, answers), (moderator, f"{address}board/answers/{opened.pk}/")):
        page = reader.get(path).content.decode()
        assert TITLE not in page
        assert GONE in page


def test_confirmed_minutes_keep_what_they_said(room, moderator, people):
    show(open_in(room, moderator), moderator)
    close_session(session=room.session, by=moderator.reader)
    circulate_minutes(session=room.session, by=moderator.reader)
    confirm_minutes(session=room.session, by=moderator.reader)
    take_down(room)
    assert TITLE in moderator.get(f"/sessions/{room.session.pk}/minutes/").content.decode()
