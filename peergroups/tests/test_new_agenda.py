"""A changed agenda: the entry in people's calendars is a newer one, and they are told once."""

from datetime import time, timedelta

import icalendar
import pytest

from core import clock
from core.models import Mail
from exchanges.models import Exchange
from peergroups.actions import add_item, change_minutes, move_item, remove_item
from peergroups.models import AgendaItem, Session
from peergroups.tasks import tell_new_agendas
from peergroups.tests.factories import seat_member
from practices.tests.factories import make_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def second(room):
    practice = make_practice(nuts_codes=["XX00"])
    return AgendaItem.objects.create(session=room.session, position=2, practice=practice)


@pytest.fixture
def listed(room, small, member):
    Exchange.objects.filter(pk=room.exchange.pk).update(starts_at=time(10))
    return seat_member(room, small.home, member)


def sequence(room):
    return Exchange.objects.get(pk=room.exchange.pk).sequence


def entry(letter):
    [event] = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
    return event["sequence"], str(event["description"]).splitlines()


def test_every_change_moves_the_number_of_the_entry(room, moderator, second, listed):
    by = moderator.reader
    steps = [
        lambda: change_minutes(item=room.item, minutes=25, by=by),
        lambda: move_item(item=second, earlier=True, by=by),
        lambda: add_item(session=room.session, practice=make_practice(), minutes=20, by=by),
        lambda: remove_item(item=room.item, by=by),
    ]
    found = []
    for step in steps:
        step()
        found.append(sequence(room))
    assert found == [1, 2, 3, 4]


def test_people_are_told_once_when_the_agenda_has_rested(
    room, moderator, member, second, listed, frozen
):
    by = moderator.reader
    change_minutes(item=room.item, minutes=30, by=by)
    with clock.at(frozen + HOUR / 2):
        move_item(item=second, earlier=True, by=by)
    with clock.at(frozen + HOUR):
        assert tell_new_agendas() == 0  # it changed half an hour ago
    with clock.at(frozen + 2 * HOUR):
        assert (tell_new_agendas(), tell_new_agendas()) == (1, 0)
    letter = Mail.objects.get(to=member.user.email)
    number, lines = entry(letter)
    assert number == 2
    assert lines[1:3] == [f"10:05 {second.practice.title}", f"10:25 {room.practice.title}"]
    assert f"10:25 {room.practice.title}" in letter.body
    assert letter.subject == f"New agenda: {room.session.title}"


def test_nobody_on_the_list_is_nobody_to_tell(room, moderator, second, frozen):
    room.exchange.participations.all().delete()
    move_item(item=second, earlier=True, by=moderator.reader)
    with clock.at(frozen + 2 * HOUR):
        assert tell_new_agendas() == 0


def test_a_cancelled_session_writes_nothing(room, moderator, second, listed, frozen):
    move_item(item=second, earlier=True, by=moderator.reader)
    Session.objects.filter(pk=room.session.pk).update(cancelled_at=clock.now())
    with clock.at(frozen + 2 * HOUR):
        assert tell_new_agendas() == 1
    assert not Mail.objects.exists()


def test_minutes_of_a_practice_on_the_page(room, moderator, member, second):
    url = f"/sessions/{room.session.pk}/agenda/"
    assert f'name="minutes" min="1" max="240" required value="{second.minutes}"' in (
        moderator.get(url).content.decode()
    )
    sent = {"item": second.pk, "minutes": "35"}
    assert moderator.post(f"{url}minutes/", sent).status_code == 302
    second.refresh_from_db()
    assert second.minutes == 35
    for broken in ("0", "241"):
        refused = moderator.post(f"{url}minutes/", {"item": second.pk, "minutes": broken})
        assert refused.status_code == 400
        assert "A practice takes between 1 and 240 minutes." in refused.content.decode()
    assert member.post(f"{url}minutes/", sent).status_code == 404
