"""Whoever no longer acts for a partner is out of its rooms with the next request."""

import pytest

from assessments.actions.rounds import NotTheModerator, close_round
from assessments.actions.seats import NotYourSeat
from assessments.models import Assessment, Rating
from clusterix.testing.partnership import make_person
from clusterix.testing.persona import Persona
from core import clock
from peergroups.models import Session
from peergroups.tests.factories import open_in, say, seat_member, show, three_guests
from regions.tests.factories import make_member

pytestmark = pytest.mark.django_db


def end(persona: Persona) -> None:
    persona.user.memberships.update(ended_at=clock.now())


def test_an_administrator_who_once_moderated_reads_no_answers(small, room, moderator):
    people = three_guests(room, small.home)
    opened = open_in(room, moderator)
    say(opened, people[0], obstacle="Too dear for us", R1=2)
    show(opened, moderator)
    single = f"/sessions/{room.session.pk}/board/answers/{opened.pk}/"
    assert "Too dear for us" in moderator.get(single).text
    assert Rating.objects.visible_to(moderator.reader).count() == 1
    assert Assessment.objects.visible_to(moderator.reader).count() == 1

    moderator.user.is_admin = True
    moderator.user.save()
    end(moderator)

    assert moderator.get("/").status_code == 200
    for url in (single, f"/sessions/{room.session.pk}/", f"/sessions/{room.session.pk}/board/"):
        assert moderator.get(url).status_code == 404
    assert not Rating.objects.visible_to(moderator.reader).exists()
    assert not Assessment.objects.visible_to(moderator.reader).exists()
    assert not Session.objects.moderated_by(moderator.reader).exists()


def test_a_former_moderator_leads_no_round(small, room, moderator):
    opened = open_in(room, moderator)
    end(moderator)
    with pytest.raises(NotTheModerator):
        close_round(round_=opened, by=moderator.reader)


def test_a_place_for_a_partner_ends_with_the_membership(small, room, member, moderator):
    person = seat_member(room, small.home, member)
    opened = open_in(room, moderator)
    say(opened, person, R1=1)
    assert member.get(f"/sessions/{room.session.pk}/").status_code == 200

    end(member)
    make_member(small.other.partner, user=member.user)

    for page in ("", "rate/", "ready/"):
        assert member.get(f"/sessions/{room.session.pk}/{page}").status_code == 404
    with pytest.raises(NotYourSeat):
        say(opened, person, R1=2)


def test_who_moved_to_another_partner_does_not_speak_for_the_first(small, room, moderator):
    """The steering seat reads every session; the place in it was another partner's."""
    steering = Persona(user=make_person(small, "steering"))
    make_member(small.home.partner, user=steering.user)
    person = seat_member(room, small.home, steering)
    opened = open_in(room, moderator)
    url = f"/sessions/{room.session.pk}/rate/"
    assert steering.get(url).status_code == 200

    steering.user.memberships.filter(partner=small.home.partner).update(ended_at=clock.now())

    assert steering.get(url).status_code == 404
    assert steering.post(f"/sessions/{room.session.pk}/join/").status_code == 404
    with pytest.raises(NotYourSeat):
        say(opened, person, R1=2)
