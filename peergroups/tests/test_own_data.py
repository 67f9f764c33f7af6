"""What somebody is told of themselves, and what an erased account leaves, of a meeting room."""

import pytest

from core import clock
from core.personal_data import erase, export
from peergroups.models import (
    Amendment,
    Contact,
    Expectation,
    FollowUp,
    Minutes,
    SessionPlace,
)
from peergroups.tests.factories import seat_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(room, small, member):
    """Somebody with a row in each table of the room."""
    person = seat_member(room, small.home, member)
    session = room.session
    own = {"session": session, "participation": person}
    SessionPlace.objects.create(**own)
    Expectation.objects.create(**own, text="Who pays?")
    Contact.objects.create(**own, seen_at=clock.now(), kept=3)
    FollowUp.objects.create(session=session, owner=person, text="Send the contract")
    minutes = Minutes.objects.create(session=session, state="circulated")
    Amendment.objects.create(minutes=minutes, participation=person, text="I said four")
    return person


def test_they_get_every_table_of_the_room(person, member):
    told = export(member.user)
    texts = {each.get("text") for rows in told.values() for each in rows}
    assert {"Who pays?", "Send the contract", "I said four"} <= texts
    seats = told["places in sessions (participation__user)"]
    session = SessionPlace.objects.get().session.title
    assert [each["session__title"] for each in seats] == [session]
    assert [each["kept"] for each in told["contacts of devices (participation__user)"]] == [3]


def test_others_get_none_of_it(person, stranger):
    assert "Who pays?" not in str(export(stranger.user))


def test_an_erased_account_leaves_what_was_agreed(person, member):
    erase(member.user)
    assert (Expectation.objects.count(), Contact.objects.count()) == (0, 0)
    assert FollowUp.objects.get().text == "Send the contract"
    assert SessionPlace.objects.count() == 1  # without it the session would be open to everybody
