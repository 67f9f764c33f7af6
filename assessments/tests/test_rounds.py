"""Rounds: blind, closed for everybody, shown, opened a second time."""

from datetime import timedelta

import pytest

from assessments.actions import (
    SeatPlan,
    close_round,
    open_round,
    open_second_round,
    reopen_round,
    reveal_round,
    seal_round,
)
from assessments.actions.rounds import CannotClose, CannotOpen, NotTheLead, NotTheModerator
from assessments.models import Round, RoundKind, RoundState, key_of_user
from assessments.tests.factories import (
    answer,
    make_guest,
    make_moderator,
    make_round,
    make_set,
    seat_of,
    values_of,
)
from core import clock
from core.models import Activity
from practices.models import Transfer, TransferStatus
from practices.tests.factories import make_practice
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_partner, make_reader, make_region, make_user

pytestmark = pytest.mark.django_db


def test_a_session_round_opens_blind_with_a_seat_for_each_but_origin_and_moderator():
    user, moderator = make_moderator()
    home, origin = make_region(code="SE22"), make_region(code="DK03")
    practice = make_practice(origin_region=origin)
    person = make_user()
    plans = [
        SeatPlan(region=home, level=Level.PRACTITIONER, user_id=person.pk),
        SeatPlan(region=home, level=Level.INTERMEDIARY, user_id=user.pk),
        make_guest(origin),
        guest := make_guest(home, name="Ann"),
    ]

    opened = open_round(
        revision=practice.published_revision,
        criteria_set=make_set(),
        kind=RoundKind.SESSION,
        seats=plans,
        moderators=[user.pk],
        by=moderator,
    )

    assert (opened.state, opened.is_blind, opened.number) == (RoundState.OPEN, True, 1)
    seats = opened.seats.order_by("pk").values_list("user", "name", "region", "level", "person_key")
    assert list(seats) == [
        (person.pk, "", home.pk, "practitioner", key_of_user(person.pk)),
        (None, "Ann", home.pk, "practitioner", guest.key),
    ]
    line = Activity.objects.get(verb="round.opened")
    assert (line.actor_id, line.object_id) == (user.pk, str(opened.pk))
    assert line.changes["seats"] == 2


def test_only_its_moderators_open_a_session_round():
    user, moderator = make_moderator()
    revision = make_practice().published_revision
    common = {"revision": revision, "criteria_set": make_set(), "kind": RoundKind.SESSION}

    for by in (make_reader(is_lead=True), make_reader(is_coordinator=True), Reader.visitor()):
        with pytest.raises(NotTheModerator):
            open_round(**common, moderators=[user.pk], by=by)
    assert open_round(**common, moderators=[user.pk], by=moderator).is_open


def test_only_the_regions_lead_opens_a_round_at_home_and_its_pair_is_in_assessment():
    partner = make_partner()
    practice = make_practice()
    common = {
        "revision": practice.published_revision,
        "criteria_set": make_set("home"),
        "kind": RoundKind.HOME,
        "region": partner.region,
    }

    for by in (make_reader(partner), make_reader(is_lead=True), make_reader(is_coordinator=True)):
        with pytest.raises(NotTheLead):
            open_round(**common, by=by)
    opened = open_round(**common, by=make_reader(partner, is_lead=True))

    assert opened.region == partner.region
    pair = Transfer.objects.get(practice=practice, region=partner.region)
    assert pair.status == TransferStatus.ASSESSING


def test_a_stub_is_not_rated():
    with pytest.raises(CannotOpen):
        make_round(practice=make_practice(is_stub=True))
    assert not Round.objects.exists()


def test_closing_is_for_everybody_and_moves_the_pairs_with_answers():
    user, moderator = make_moderator()
    silent, told = make_guest(), make_guest()
    opened = make_round(silent, told, moderator=user)
    answer(seat_of(opened, told), R1=2)

    with pytest.raises(NotTheModerator):
        close_round(round_=opened, by=make_reader(is_lead=True))
    closed = close_round(round_=opened, by=moderator)

    assert (closed.state, closed.closed_at is None) == (RoundState.CLOSED, False)
    moved = Transfer.objects.values_list("region", "status")
    assert list(moved) == [(told.region.pk, TransferStatus.ASSESSING)]
    with pytest.raises(CannotClose, match="closed already"):
        close_round(round_=opened, by=moderator)


def test_a_round_at_home_is_shown_and_sealed_by_its_close():
    partner = make_partner()
    lead = make_reader(partner, is_lead=True)
    opened = open_round(
        revision=make_practice().published_revision,
        criteria_set=make_set("home"),
        kind=RoundKind.HOME,
        region=partner.region,
        by=lead,
    )

    with pytest.raises(NotTheModerator):
        close_round(round_=opened, by=make_reader(partner))
    closed = close_round(round_=opened, by=lead)

    assert closed.state == RoundState.REVEALED
    assert closed.closed_at == closed.revealed_at == closed.sealed_at
    with pytest.raises(CannotClose):
        reopen_round(round_=closed, by=lead)


def test_opened_again_within_a_day_but_not_once_shown():
    user, moderator = make_moderator()
    opened = make_round(moderator=user)
    closed = close_round(round_=opened, by=moderator)

    again = reopen_round(round_=closed, by=moderator)
    assert (again.state, again.closed_at, again.is_blind) == (RoundState.OPEN, None, True)
    closed = close_round(round_=again, by=moderator)
    with clock.at(closed.closed_at + timedelta(hours=25)), pytest.raises(CannotClose):
        reopen_round(round_=closed, by=moderator)
    shown = reveal_round(round_=closed, by=moderator)
    assert shown.state == RoundState.REVEALED
    with pytest.raises(CannotClose, match="have been shown"):
        reopen_round(round_=shown, by=moderator)


def test_only_a_closed_round_is_shown_and_only_by_its_moderator():
    user, moderator = make_moderator()
    opened = make_round(moderator=user)

    with pytest.raises(CannotClose, match="Close the round first"):
        reveal_round(round_=opened, by=moderator)
    close_round(round_=opened, by=moderator)
    with pytest.raises(NotTheModerator):
        reveal_round(round_=opened, by=make_reader(is_coordinator=True))


def test_a_second_round_seats_the_same_people_and_copies_no_answer():
    user, moderator = make_moderator()
    first_plan, late = make_guest(may_show_alone=False), make_guest()
    first = make_round(first_plan, moderator=user)
    answer(seat_of(first, first_plan), R1=2, F3=-1)

    with pytest.raises(CannotOpen):
        open_second_round(round_=first, by=moderator)
    close_round(round_=first, by=moderator)
    reveal_round(round_=first, by=moderator)
    second = open_second_round(round_=first, late=[late], by=moderator)

    assert (second.number, second.is_blind, second.is_open) == (2, True, True)
    assert set(second.seats.values_list("person_key", flat=True)) == {first_plan.key, late.key}
    seat = seat_of(second, first_plan)
    assert values_of(seat) == {}
    assert (seat.may_show_alone, seat.finished_at) == (False, None)


def test_sealed_only_after_the_close():
    user, moderator = make_moderator()
    opened = make_round(moderator=user)

    with pytest.raises(CannotClose):
        seal_round(round_=opened, by=moderator)
    close_round(round_=opened, by=moderator)
    assert seal_round(round_=opened, by=moderator).sealed_at is not None
