"""Rounds to answer in, and sessions to prepare."""

from django.urls import reverse

from core import clock
from peergroups.next_steps import next_steps


def test_an_open_round_asks_who_has_not_finished(small, room, member, stranger, frozen):
    place = room.seat_person(small.home, user=member.user)
    opened = room.open_round(place)
    (step,) = next_steps(member.reader, clock.today())
    assert str(step.title) == f"Answer on “{room.practice.title}”"
    assert step.url == reverse("session_rate", args=[room.session.pk])
    assert next_steps(stranger.reader, clock.today()) == []
    opened.seats.update(finished_at=frozen)
    assert next_steps(member.reader, clock.today()) == []


def test_a_session_without_an_agenda_asks_its_moderator(room, moderator, member):
    assert next_steps(moderator.reader, clock.today()) == []
    room.item.delete()
    (step,) = next_steps(moderator.reader, clock.today())
    assert str(step.act) == "Make the agenda"
    assert step.url == room.session.get_absolute_url()
    assert next_steps(member.reader, clock.today()) == []
