"""Seats: late joiners, being done, and the question about few people."""

import pytest

from assessments.actions import SeatPlan, add_seat, allow_showing, close_round, finish_seat
from assessments.actions.seats import NoSeat, NotYourSeat
from assessments.models import Round, Seat, key_of_user
from assessments.signals import round_changed
from assessments.tests.factories import (
    answer,
    make_guest,
    make_moderator,
    make_round,
    reader_of,
    seat_of,
    values_of,
)
from practices.tests.factories import make_practice
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_reader, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """The rounds of which a change was told to the rooms above."""
    rounds: list[int] = []

    def hear(sender, round_id, **_kwargs):
        rounds.append(round_id)

    round_changed.connect(hear)
    yield rounds
    round_changed.disconnect(hear)


def test_who_comes_late_takes_a_seat_once(heard):
    opened = make_round()
    plan = make_guest()
    guest = Reader(person_key=plan.key)

    first = add_seat(round_=opened, plan=plan, by=guest)
    again = add_seat(round_=opened, plan=plan, by=guest)

    assert first == again == Seat.objects.get()
    assert (first.region, first.name, first.joined_at is None) == (plan.region, plan.name, False)
    assert heard == [opened.pk] * 2


def test_a_person_with_an_account_has_one_key_everywhere():
    opened = make_round()
    reader = make_reader()
    plan = SeatPlan(region=make_region(), level=Level.PRACTITIONER, user_id=reader.user_id)

    assert add_seat(round_=opened, plan=plan, by=reader).person_key == key_of_user(reader.user_id)


def test_nobody_seats_somebody_else_but_the_moderator():
    user, moderator = make_moderator()
    opened = make_round(moderator=user)
    plan = make_guest()

    for by in (
        Reader.visitor(),
        make_reader(is_coordinator=True),
        Reader(person_key=make_guest().key),
    ):
        with pytest.raises(NotYourSeat):
            add_seat(round_=opened, plan=plan, by=by)
    assert add_seat(round_=opened, plan=plan, by=moderator).name == plan.name


def test_no_seat_at_the_origin_for_a_moderator_or_after_the_close():
    user, moderator = make_moderator()
    origin = make_region()
    opened = make_round(practice=make_practice(origin_region=origin), moderator=user)
    of_moderator = SeatPlan(make_region(), Level.INTERMEDIARY, user_id=user.pk)

    with pytest.raises(NoSeat, match="does not rate its own practice"):
        add_seat(round_=opened, plan=make_guest(origin), by=moderator)
    with pytest.raises(NoSeat, match="A moderator does not rate"):
        add_seat(round_=opened, plan=of_moderator, by=moderator)
    close_round(round_=opened, by=moderator)
    with pytest.raises(NoSeat, match="closed already"):
        add_seat(round_=opened, plan=make_guest(), by=moderator)
    assert not Seat.objects.exists()


def test_done_with_questions_left_open(heard):
    plan = make_guest()
    opened = make_round(plan)
    seat = seat_of(opened, plan)
    answer(seat, R1=1)

    finish_seat(seat=seat, by=reader_of(seat))
    answer(seat, R1=2)  # changing an answer does not undo it

    seat.refresh_from_db()
    assert seat.finished_at is not None
    assert values_of(seat) == {"R1": 2}
    assert heard == [opened.pk]
    with pytest.raises(NotYourSeat):
        finish_seat(seat=seat, by=Reader.visitor())


def test_nobody_is_done_with_a_closed_round():
    plan = make_guest()
    opened = make_round(plan)
    close_round(round_=opened, by=Reader.system())
    seat = seat_of(opened, plan)

    with pytest.raises(NoSeat):
        finish_seat(seat=seat, by=reader_of(seat))


@pytest.mark.parametrize("may", [True, False])
def test_few_people_say_whether_they_may_be_shown(may):
    plan = make_guest()
    seat = seat_of(make_round(plan), plan)

    assert allow_showing(seat=seat, may_show_alone=may, by=reader_of(seat)).may_show_alone is may
    with pytest.raises(NotYourSeat):
        allow_showing(seat=seat, may_show_alone=True, by=Reader.visitor())


def test_rounds_and_seats_are_found_for_their_people_only():
    user, moderator = make_moderator()
    plan = make_guest()
    opened = make_round(plan, moderator=user)
    guest = Reader(person_key=plan.key)

    for reader in (moderator, guest):
        assert list(Round.objects.visible_to(reader)) == [opened]
    for reader in (Reader.visitor(), make_reader(is_lead=True), make_reader(is_coordinator=True)):
        assert not Round.objects.visible_to(reader).exists()
        assert not Seat.objects.of(reader).exists()
    assert list(Seat.objects.of(guest)) == [seat_of(opened, plan)]
