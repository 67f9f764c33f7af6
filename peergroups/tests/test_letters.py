"""What an invitation says of a session, and where the link to join online stands."""

from datetime import time

import icalendar
import pytest

from core.models import Mail
from exchanges.models import Exchange, Form, Participation
from peergroups.models import AgendaItem, Session, SessionPlace
from peergroups.tests.factories import seat_member
from practices.tests.factories import make_practice

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/room"


def text(answer) -> str:
    return answer.content.decode()


def description(letter: Mail) -> list[str]:
    [event] = icalendar.Calendar.from_ical(letter.calendar).walk("VEVENT")
    return str(event["description"]).splitlines()


def test_an_invitation_holds_the_agenda_of_the_session(room, small, moderator):
    Exchange.objects.filter(pk=room.exchange.pk).update(starts_at=time(10), place="Lund")
    second = make_practice()
    AgendaItem.objects.create(session=room.session, position=2, practice=second)
    other = Session.objects.create(
        exchange=room.exchange, group=room.group, title="Elsewhere",
        criteria_set=room.session.criteria_set, room_code="X2X2X2",
    )  # fmt: skip  # the title matters
    SessionPlace.objects.create(session=other, participation=room.seat_person(small.third))
    url = f"/sessions/{room.session.pk}/people/"
    guest = {
        "name": "Ann",
        "email": "ann@example.org",
        "partner": small.home.partner.pk,
        "level": "practitioner",
    }

    assert moderator.post(url, guest).status_code == 302

    letter = Mail.objects.get()
    assert letter.to == "ann@example.org"
    lines = description(letter)
    assert lines[:3] == [
        room.session.title,
        f"10:05 {room.practice.title}",
        f"10:25 {second.title}",
    ]
    code = room.session.room_code_in_words
    assert lines[3].startswith(f"Come in with the code {code}: http")
    assert lines[3].endswith(f"/join/{room.session.room_code}/")
    assert "Elsewhere" not in lines
    assert Participation.objects.get(name="Ann").email == "ann@example.org"


def test_a_member_has_no_address_to_type(room, small, moderator, member):
    held = member.user.memberships.get()
    data = {"member": held.pk, "email": "x@example.org"}

    answer = moderator.post(f"/sessions/{room.session.pk}/people/", data)

    assert answer.status_code == 400
    assert "This person has an account. Letters go to its address." in text(answer)


def test_the_link_is_read_by_who_takes_part(
    room, small, moderator, member, colleague, coordinator, steering
):
    Exchange.objects.filter(pk=room.exchange.pk).update(online_link=LINK, form=Form.ONLINE)
    seat_member(room, small.home, member)
    asked = seat_member(room, small.home, colleague)
    Participation.objects.filter(pk=asked.pk).update(state="invited")
    url = f"/sessions/{room.session.pk}/"

    assert LINK in text(member.get(url))
    for reader in (moderator, colleague, coordinator, steering):
        answer = reader.get(url)
        assert (answer.status_code, LINK in text(answer)) == (200, False)


def test_a_moderator_changes_zone_form_and_link(room, moderator, small, member):
    Exchange.objects.filter(pk=room.exchange.pk).update(kind="peer_group")
    seat_member(room, small.home, member)
    data = {
        "title": "Peers",
        "criteria_set": room.session.criteria_set_id,
        "starts_on": "2031-03-04",
        "timezone": "Europe/Bucharest",
        "form": "online",
        "online_link": LINK,
    }

    answer = moderator.post(f"/sessions/{room.session.pk}/edit/", data)

    assert answer.status_code == 302
    exchange = Exchange.objects.get(pk=room.exchange.pk)
    assert (exchange.timezone, exchange.form, exchange.online_link, exchange.sequence) == (
        "Europe/Bucharest",
        "online",
        LINK,
        1,
    )
    assert [each.to for each in Mail.objects.all()] == [member.user.email]
