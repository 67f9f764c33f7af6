"""Invitations to answer, and visits to look back on."""

from datetime import timedelta

from core import clock
from exchanges.models import ExchangeKind
from exchanges.next_steps import next_steps


def steps(persona) -> list[tuple[str, str]]:
    found = next_steps(persona.reader, clock.today())
    return [(str(step.title), str(step.act)) for step in found]


def test_an_invitation_waits_for_its_answer(small, room, member, stranger):
    place = room.seat_person(small.home, user=member.user)
    assert steps(member) == []
    place.state = "invited"
    place.save()
    title = f"Say whether you come to “{room.exchange.title}”"
    assert steps(member) == [(title, "Answer")]
    assert steps(stranger) == []


def test_a_visit_attended_asks_for_one_reflection(small, room, member, frozen):
    place = room.seat_person(small.home, user=member.user)
    place.attended_at = frozen
    place.save()
    day = clock.today() - timedelta(days=20)
    event = room.exchange
    event.kind, event.starts_on, event.ends_on = ExchangeKind.STUDY_VISIT, day, day
    event.save()
    (step,) = next_steps(member.reader, clock.today())
    assert str(step.title) == f"Say what you took home from “{event.title}”"
    assert step.is_late(clock.today())
    place.reflections.create(step="person", text="One roof helps", dated_on=day)
    assert steps(member) == []


def test_a_cancelled_meeting_asks_nothing(small, room, member, frozen):
    place = room.seat_person(small.home, user=member.user)
    place.state = "invited"
    place.save()
    room.exchange.cancelled_at = frozen
    room.exchange.save()
    assert steps(member) == []
