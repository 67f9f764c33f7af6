"""Rounds to answer in, and sessions to prepare."""

from datetime import timedelta

from django.urls import reverse

from core import clock
from peergroups.actions import (
    answer_amendment,
    circulate_minutes,
    close_session,
    confirm_minutes,
    correct_minutes,
    propose_amendment,
)
from peergroups.next_steps import next_steps
from peergroups.tasks import seal_old_sessions
from peergroups.tests.factories import guest_of


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


def minutes_step(persona) -> tuple[str, str, str] | None:
    """Title, detail and button of the one step about minutes."""
    found = [each for each in next_steps(persona.reader, clock.today()) if "minutes" in each.url]
    assert len(found) <= 1
    return (found[0].title, found[0].detail, found[0].act) if found else None


def test_minutes_ask_their_moderator_from_the_close_until_they_are_confirmed(
    room, small, moderator, member, coordinator, frozen
):
    guest = guest_of(room.seat_person(small.home))
    session, by = room.session, moderator.reader
    assert minutes_step(moderator) is None
    close_session(session=session, by=by)
    title = f"Write the minutes of “{session.title}”"
    assert minutes_step(moderator)[0] == title
    assert minutes_step(member) is minutes_step(coordinator) is None

    minutes = circulate_minutes(session=session, by=by)
    confirm = f"Confirm the minutes of “{session.title}”"
    free = (confirm, "No amendment waits for an answer", "Confirm")
    assert minutes_step(moderator) == free
    wish = propose_amendment(minutes=minutes, text="One more", by=guest.reader)
    waits = "1 amendment waits for your answer"
    assert minutes_step(moderator) == (confirm, waits, "Answer")
    answer_amendment(amendment=wish, taken=True, by=by)
    assert minutes_step(moderator) == free

    confirm_minutes(session=session, by=by)
    assert minutes_step(moderator) is None
    correct_minutes(session=session, by=by)
    assert minutes_step(moderator)[0] == title


def test_minutes_are_due_when_answers_become_final_and_then_nobody_asks(room, moderator, frozen):
    close_session(session=room.session, by=moderator.reader)
    [step] = next_steps(moderator.reader, clock.today())
    assert step.due_on == (frozen + timedelta(days=30)).date()
    assert step.url == reverse("session_minutes", args=[room.session.pk])

    with clock.at(frozen + timedelta(days=31)):
        seal_old_sessions()
        assert next_steps(moderator.reader, clock.today()) == []


def test_two_queries_for_all_of_it(room, moderator, django_assert_num_queries):
    close_session(session=room.session, by=moderator.reader)
    reader = moderator.reader
    with django_assert_num_queries(2):
        next_steps(reader, clock.today())
