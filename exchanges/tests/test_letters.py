"""Letters about a meeting, with the entry for a calendar."""

from dataclasses import replace
from datetime import date, time, timedelta

import icalendar
import pytest

from core import clock
from core.models import Mail
from exchanges.actions import (
    Details,
    Person,
    cancel_exchange,
    change_exchange,
    forget_address,
    invite,
    reply,
    withdraw_person,
)
from exchanges.models import Exchange, Form, Participation
from exchanges.tests.factories import make_exchange, make_place
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_membership, make_partner, make_reader

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/room"


@pytest.fixture
def host():
    return make_partner()


@pytest.fixture
def lead(host):
    return make_reader(host, is_lead=True)


@pytest.fixture
def exchange(host) -> Exchange:
    """A meeting next week, in Bucharest and online."""
    return make_exchange(
        host=host,
        on=clock.today() + timedelta(days=7),
        starts_at=time(10),
        ends_at=time(11, 15),
        timezone="Europe/Bucharest",
        form=Form.HYBRID,
        place="București",
        online_link=LINK,
    )


def events(letters) -> list[icalendar.Event]:
    """The one event of each letter's calendar, whose method and attendee are checked."""
    found = []
    for letter in letters:
        calendar = icalendar.Calendar.from_ical(letter.calendar)
        [event] = calendar.walk("VEVENT")
        assert event["attendee"] == f"mailto:{letter.to}"
        event["method"] = calendar["method"]
        found.append(event)
    return found


def letters() -> list[Mail]:
    return list(Mail.objects.order_by("pk"))


def changed(exchange: Exchange, lead: Reader, **fields) -> Exchange:
    exchange.refresh_from_db()
    details = Details.of(exchange)
    return change_exchange(exchange=exchange, details=replace(details, **fields), by=lead)


def test_an_invitation_has_the_entry_for_a_calendar(exchange, lead, outbox):
    held = make_membership()
    invite(exchange=exchange, person=Person(held.partner, held.level, user=held.user), by=lead)

    [event] = events(letters())
    assert event["method"] == "REQUEST"
    assert event["uid"].startswith(f"exchange-{exchange.pk}@")
    assert event["sequence"] == 0
    assert event["summary"] == exchange.title
    assert event["dtstart"].params["TZID"] == "Europe/Bucharest"
    assert event["dtstart"].dt.isoformat().startswith(f"{exchange.starts_on}T10:00:00+0")
    assert event["dtend"].dt.time() == time(11, 15)
    assert event["location"] == "București"
    assert LINK not in letters()[0].calendar.replace("\r\n ", "")
    assert exchange.get_absolute_url() in event["description"]
    assert event["organizer"].params["CN"] == exchange.host.organisation
    assert "BEGIN:VTIMEZONE" in letters()[0].calendar
    [sent] = outbox()
    [attachment] = sent.attachments
    assert attachment.get_filename() == "invitation.ics"
    assert attachment.get_content_type() == "text/calendar"
    assert attachment.get_param("method") == "REQUEST"
    assert attachment.get_content().replace("\r\n", "\n") == letters()[0].calendar.replace(
        "\r\n", "\n"
    )


def test_who_says_yes_gets_the_link(exchange, lead):
    held = make_membership()
    person = Person(held.partner, held.level, user=held.user)
    place = invite(exchange=exchange, person=person, by=lead)
    by = Reader.for_user(held.user_id)

    reply(participation=place, comes=True, by=by)
    reply(participation=place, comes=True, by=by)

    assert [each.subject for each in letters()][1:] == [f"How to join: {exchange.title}"]
    [event] = events(letters()[1:])
    assert event["location"] == f"București, {LINK}"
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"


def test_another_date_or_place_changes_the_calendars(exchange, lead):
    comes = make_place(exchange, user=make_membership().user)
    make_place(exchange, user=make_membership().user, state="declined")
    guest = make_place(exchange, email="guest@example.org", state="invited")
    make_place(exchange)  # without an address

    changed(exchange, lead, notes="Bring a coat.")
    assert letters() == []
    changed(exchange, lead, starts_at=time(9), place="Cluj")

    assert {each.to for each in letters()} == {comes.user.email, "guest@example.org"}
    assert {each.subject for each in letters()} == {f"Changed: {exchange.title}"}
    for event in events(letters()):
        assert (event["method"], event["sequence"], event["dtstart"].dt.time()) == (
            "REQUEST",
            1,
            time(9),
        )
    to_guest = next(each for each in letters() if each.to == guest.email)
    assert to_guest.message_id.startswith(f"<guest-{guest.pk}-")
    Mail.objects.all().delete()
    changed(exchange, lead, online_link="https://meet.example.org/other")
    assert [each.to for each in letters()] == [comes.user.email]
    assert events(letters())[0]["sequence"] == 2


def test_a_cancelled_meeting_leaves_the_calendars(exchange, lead):
    make_place(exchange, user=make_membership().user)

    cancel_exchange(exchange=exchange, by=lead)

    [event] = events(letters())
    assert (event["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert letters()[0].subject == f"Cancelled: {exchange.title}"


def test_what_is_over_writes_to_nobody(host, lead):
    yesterday = clock.today() - timedelta(days=1)
    exchange = make_exchange(host=host, on=yesterday)
    make_place(exchange, user=make_membership().user)

    changed(exchange, lead, place="Lund")

    assert letters() == []


def test_a_month_has_no_entry(host, lead):
    month = date(clock.today().year + 1, 5, 1)
    exchange = make_exchange(host=host, on=month, date_precision="month")
    held = make_membership()

    invite(exchange=exchange, person=Person(held.partner, held.level, user=held.user), by=lead)

    assert letters()[0].calendar == ""


def test_a_guest_gets_the_invitation_and_is_forgotten(exchange, lead, outbox):
    person = Person(make_partner(), Level.PRACTITIONER, name="Ann", email="ann@example.org")

    guest = invite(exchange=exchange, person=person, by=lead)
    invite(exchange=exchange, person=person, by=lead)

    assert guest.email == "ann@example.org"
    [letter] = outbox()
    assert letter.to == ["ann@example.org"]
    assert letter.subject == f"You are invited: {exchange.title}"
    assert exchange.get_absolute_url() in letter.body
    forget_address(participation=guest, by=Reader.system())
    assert (Participation.objects.get().email, letters()) == ("", [])


def test_who_left_the_list_meanwhile_gets_no_letter(exchange, lead, outbox):
    held = make_membership()
    person = Person(held.partner, held.level, user=held.user)
    place = invite(exchange=exchange, person=person, by=lead)
    withdraw_person(participation=place, by=lead)

    assert outbox() == []
