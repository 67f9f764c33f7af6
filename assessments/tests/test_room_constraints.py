"""What must never be false is refused by the database itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.models import Rating, Round, RoundState, Seat, Tap
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_round,
    make_set,
    seat_of,
)
from core import clock
from regions.tests.factories import make_region, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    plan = make_guest()
    return seat_of(make_round(plan), plan)


def refused(act, error=IntegrityError, match=None):
    with pytest.raises(error, match=match), transaction.atomic():
        act()


def a_tap(seat, **fields):
    values = {
        "seat": seat,
        "criterion": criterion_of(seat.round, "R1"),
        "value": 1,
        "made_at": clock.now(),
    }
    return lambda: Tap.objects.create(**values | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"is_unknown": True},
        {"value": 3},
        {"value": -3},
        {"value": None, "is_unknown": True, "by_self": False},
    ],
)
def test_a_value_or_i_do_not_know(seat, fields):
    refused(a_tap(seat, **fields), match="tap_value_xor_unknown|tap_recorded_has_reason")


def test_an_entry_for_somebody_else_has_its_author_and_reason(seat):
    author = make_user()
    refused(a_tap(seat, by_self=False, recorded_by=author), match="tap_recorded_has_reason")
    refused(a_tap(seat, by_self=False, reason="x"), match="tap_recorded_has_reason")
    refused(a_tap(seat, recorded_by=author, reason="x"), match="tap_recorded_has_reason")
    a_tap(seat, by_self=False, recorded_by=author, reason="x")()


def test_a_question_of_another_set(seat):
    foreign = make_set("home").criteria.get(code="R1")
    refused(a_tap(seat, criterion=foreign), DatabaseError, "not of this round")


def test_taps_are_never_changed_nor_deleted_and_ratings_never_deleted(seat):
    answer(seat, R1=1)
    refused(lambda: Tap.objects.update(value=2), DatabaseError, "Cannot update")
    refused(lambda: Tap.objects.all().delete(), DatabaseError)
    refused(lambda: Rating.objects.all()._raw_delete("default"), DatabaseError, "Cannot delete")


def test_one_rating_per_seat_and_criterion(seat):
    answer(seat, R1=1)
    other = a_tap(seat, value=2)()
    refused(
        lambda: Rating.objects.create(seat=seat, criterion=other.criterion, tap=other),
        match="rating_once",
    )


def test_void_needs_its_reason(seat):
    answer(seat, R1=1)
    refused(lambda: Rating.objects.update(voided_at=clock.now()), match="rating_voided_has_reason")


def test_blind_stays_blind(seat):
    refused(
        lambda: Round.objects.filter(pk=seat.round_id).update(is_blind=False),
        DatabaseError,
        "Cannot update",
    )


def test_states_and_their_dates_go_together(seat):
    rounds = Round.objects.filter(pk=seat.round_id)
    now = clock.now()
    refused(lambda: rounds.update(state=RoundState.CLOSED), match="round_closed_has_date")
    refused(lambda: rounds.update(closed_at=now), match="round_closed_has_date")
    refused(
        lambda: rounds.update(state=RoundState.REVEALED, closed_at=now),
        match="round_revealed_has_date",
    )
    refused(lambda: rounds.update(sealed_at=now), match="round_open_is_not_sealed")
    later = now + timedelta(minutes=1)
    rounds.update(state=RoundState.REVEALED, closed_at=now, revealed_at=later, sealed_at=later)


def test_one_seat_per_person_one_table_per_region_and_a_level_for_people(seat):
    common = {"round": seat.round, "region": make_region(), "level": "practitioner"}
    user = make_user()
    Seat.objects.create(**common, user=user)
    refused(lambda: Seat.objects.create(**common, user=user), match="seat_user_once")
    refused(
        lambda: Seat.objects.create(**common, name="Ann", person_key=seat.person_key),
        match="seat_person_once",
    )
    Seat.objects.create(**common | {"level": ""})
    refused(
        lambda: Seat.objects.create(**common | {"level": ""}, person_key=uuid4()),
        match="seat_one_table_per_region",
    )
    refused(
        lambda: Seat.objects.create(**common | {"level": ""}, name="Bo"),
        match="seat_person_has_level",
    )


def test_a_set_in_use_keeps_its_questions(seat):
    answer(seat, R1=1)
    questions = seat.round.criteria_set.criteria
    refused(lambda: questions.update(importance=1), DatabaseError, "do not change")
