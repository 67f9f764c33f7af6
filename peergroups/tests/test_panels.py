"""From a session to the practices and assessments it was about, and back from each."""

import pytest

from assessments.models import Assessment
from peergroups.tests.factories import open_in, say, show, three_guests

pytestmark = pytest.mark.django_db


def text(persona, url) -> str:
    answer = persona.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def link(thing) -> str:
    return f'href="{thing.get_absolute_url()}"'


def rate(room, place, moderator):
    """Three people of a region answer, and the round is shown: an assessment follows."""
    people = three_guests(room, place)
    opened = open_in(room, moderator)
    for person in people:
        say(opened, person, R1=1, F3=1)
    return show(opened, moderator)


def test_a_practice_names_its_sessions_to_who_may_open_them(room, moderator, stranger, visitor):
    url = room.practice.get_absolute_url()

    assert link(room.session) in text(moderator, url)
    for other in (stranger, visitor):
        assert "Discussed in" not in text(other, url)


def test_a_cancelled_session_is_not_named(room, moderator, frozen):
    room.session.cancelled_at = frozen
    room.session.save()

    assert "Discussed in" not in text(moderator, room.practice.get_absolute_url())


def test_session_and_assessment_lead_to_each_other(room, small, moderator, visitor):
    shown = rate(room, small.home, moderator)
    assessment = Assessment.objects.get(transfer__region=small.home.region)

    session_page = text(moderator, room.session.get_absolute_url())
    assert "What regions made of it" in session_page
    assert session_page.count(link(assessment)) == 1
    page = text(moderator, assessment.get_absolute_url())
    assert link(room.session) in page
    assert f'href="/sessions/{room.session.pk}/answers/{shown.pk}/"' in page
    practice_page = text(moderator, room.practice.get_absolute_url())
    assert link(assessment) in practice_page
    assert link(assessment) not in text(visitor, room.practice.get_absolute_url())


def test_before_the_answers_are_shown_nothing_leads_on(room, small, moderator):
    people = three_guests(room, small.home)
    say(open_in(room, moderator), people[0], R1=1)

    assert "What regions made of it" not in text(moderator, room.session.get_absolute_url())


def test_the_lead_of_a_region_reads_both_ways(room, small, moderator, lead, stranger):
    rate(room, small.home, moderator)
    assessment = Assessment.objects.get(transfer__region=small.home.region)

    assert link(room.session) in text(lead, assessment.get_absolute_url())
    assert link(assessment) in text(lead, room.session.get_absolute_url())
    assert stranger.get(assessment.get_absolute_url()).status_code == 404
    assert link(assessment) not in text(stranger, room.practice.get_absolute_url())
