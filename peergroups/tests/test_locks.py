"""Who locks what first: round, seats, pair, session. Else two wait for each other."""

from contextlib import suppress

import pytest

from assessments.actions import Answer, close_round
from assessments.actions.answers import NothingKept, receive_answers
from assessments.actions.rounds import CannotOpen
from assessments.models import Rating, Round, RoundState
from core import clock
from exchanges.models import Participation
from peergroups.actions import (
    choose_step,
    join_as_guest,
    open_item_second_round,
    reveal_item_round,
)
from peergroups.actions.moments import AlreadyDone
from peergroups.actions.paper import AllAnswered, enter_sheet
from peergroups.actions.sessions import CannotChange
from peergroups.models import RegionStep
from peergroups.paper.reading import read_papers
from peergroups.tests.device import Device
from peergroups.tests.factories import open_in, say, seat_for, show, three_guests
from peergroups.tests.test_at_once import in_threads
from regions.reader import Reader
from regions.tests.factories import next_number

pytestmark = pytest.mark.django_db(transaction=True)


def test_late_answers_while_regions_choose_their_next_step(room, small, moderator):
    people = [*three_guests(room, small.home), *three_guests(room, small.home)]
    opened = open_in(room, moderator)
    say(opened, people[0], R1=1)
    made_at = clock.now()
    show(opened, moderator)
    criteria = list(opened.criteria_set.criteria.all())

    def bring(person):
        seat, by = seat_for(opened, person), Reader(person_key=person.person_key)
        for each in criteria:
            answer = Answer(each, 1, made_at=made_at, sequence=next_number())
            with suppress(NothingKept):
                receive_answers(seat_id=seat.pk, answers=[answer], by=by)

    def choose(person):
        by = Reader(person_key=person.person_key)
        for kind in ("interested", "not_for_us", "interested"):
            choose_step(item=room.item, region=small.home.region, kind=kind, by=by)

    in_threads(
        *[lambda person=person: bring(person) for person in people[:4]],
        *[lambda person=person: choose(person) for person in people[4:]],
    )
    assert Rating.objects.count() == 8
    assert RegionStep.objects.get().kind == "interested"


def test_one_shows_the_answers_while_others_go_on(room, small, moderator):
    people, by = three_guests(room, small.home), moderator.reader
    opened = open_in(room, moderator)
    for person in people:
        say(opened, person, R1=1)
    close_round(round_=opened, by=by)

    def go_on():
        with suppress(AlreadyDone, CannotChange, CannotOpen):
            open_item_second_round(item=room.item, by=by)

    in_threads(lambda: reveal_item_round(round_=opened, by=by), go_on, go_on)
    opened.refresh_from_db()
    assert opened.state == RoundState.REVEALED
    assert Round.objects.count() <= 2


def test_a_sheet_is_typed_while_its_person_comes_in(room, small, moderator):
    people, by = three_guests(room, small.home), moderator.reader
    Participation.objects.update(joined_at=None)
    opened = open_in(room, moderator)
    papers = read_papers(room.session)
    answers = [Answer(each, 1) for each in papers.criteria]

    def type_in(person):
        sheet = next(each for each in papers.by_code.values() if each.person == person)
        with suppress(AllAnswered):
            enter_sheet(session=room.session, sheet=sheet, round_=opened, answers=answers, by=by)

    def come_in(person):
        join_as_guest(session=room.session, participation=person, by=Reader.visitor())
        phone = Device(room, person)
        assert phone.send(phone.tap("R1", 1), phone.tap("F3", 1)).status_code == 200

    in_threads(
        *[lambda person=person: type_in(person) for person in people],
        *[lambda person=person: come_in(person) for person in people],
    )
    assert Rating.objects.count() == 6
