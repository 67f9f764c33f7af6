"""Rooms with people for tests; rounds are opened and answered through the actions."""

from typing import Any

from assessments.actions import Answer, close_round, reveal_round, send_answers
from assessments.models import Round, Seat, key_of_user
from clusterix.testing.partnership import Place
from clusterix.testing.persona import Persona
from clusterix.testing.room import Room
from exchanges.models import Participation
from peergroups.actions import open_item_round
from peergroups.models import Paper, Session
from practices.documents import store
from practices.tests.files import received
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import next_number


def seat_member(room: Room, place: Place, persona: Persona, **fields: Any) -> Participation:
    """A persona with an account who is in the room."""
    return room.seat_person(place, user=persona.user, **fields)


def guest_of(person: Participation) -> Persona:
    """The browser of a guest who has taken the name."""
    return Persona(person_key=person.person_key)


def open_in(room: Room, moderator: Persona) -> Round:
    return open_item_round(item=room.item, by=moderator.reader)


def show(round_: Round, moderator: Persona) -> Round:
    closed = close_round(round_=round_, by=moderator.reader)
    return reveal_round(round_=closed, by=moderator.reader)


def seat_for(round_: Round, person: Participation) -> Seat:
    key = key_of_user(person.user_id) if person.user_id else person.person_key
    return Seat.objects.select_related("round__criteria_set").get(round=round_, person_key=key)


def say(round_: Round, person: Participation, obstacle: str = "", **values: int | None) -> Seat:
    """Answer for oneself: say(opened, person, R1=2, F3=None); the later call wins."""
    seat = seat_for(round_, person)
    by = Reader.for_user(person.user_id) if person.user_id else Reader(person_key=person.person_key)
    criteria = {each.code: each for each in seat.round.criteria_set.criteria.all()}
    sent = [
        Answer(criteria[code], value, obstacle=obstacle, sequence=next_number())
        for code, value in values.items()
    ]
    return send_answers(seat=seat, answers=sent, by=by)


def three_guests(room: Room, place: Place) -> list[Participation]:
    """One of each level."""
    return [room.seat_person(place, level=level) for level in Level]


def make_paper(session: Session, *, name: str = "report.pdf", content: bytes = b"") -> Paper:
    """A paper with its bytes, put there directly."""
    file = received(content, name)
    store.keep([file])
    return Paper.objects.create(
        session=session,
        title=name.rpartition(".")[0],
        name=file.name,
        sha256=file.sha256,
        size=len(file.content),
        content_type=file.columns["content_type"],
        position=session.papers.count(),
    )
