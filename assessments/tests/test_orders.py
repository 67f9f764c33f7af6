"""Round, seat, tap and rating as a machine: whatever happens in whatever order, the rules hold."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessments.actions import (
    Answer,
    close_round,
    contest_rating,
    open_second_round,
    record_on_behalf,
    reopen_round,
    reveal_round,
    seal_round,
    send_answers,
    void_rating,
)
from assessments.models import Rating, Round, Seat, Tap
from assessments.rules import CLOCK_TOLERANCE, CONTEST_WITHIN, RECORD_WITHIN, REOPEN_WITHIN
from assessments.tests.factories import make_guest, make_moderator, make_round, reader_of
from clusterix.testing.properties import THOROUGH
from core import clock
from core.errors import Refusal
from core.models import Activity
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_region

BEGIN = datetime(2026, 10, 14, 9, tzinfo=UTC)
CODES = ("R1", "F3")
PEOPLE = 2  # a guest and a member
places = st.integers(0, PEOPLE - 1)
codes = st.sampled_from(CODES)
values = st.one_of(st.integers(-2, 2), st.none())
turns = st.sampled_from([-1, -1, 0])  # which of the rounds: mostly the last
# How old an answer is when it comes, in seconds: within and beyond what a clock may run ahead.
ages = st.sampled_from([0, 1, 60, 400, -100, -130])


class Room(RuleBasedStateMachine):
    """What people do to rounds about one practice, beside a plain model of what must come of it."""

    @initialize()
    def meet(self):
        self.now = BEGIN
        self.taps = {}  # by seat and criterion, the orders of those that count
        self.own = {}  # answers that people sent themselves, with their seats
        self.marks = {}  # by seat and criterion: declared void, contested
        with clock.at(self.now):
            user, self.moderator = make_moderator()
            guest = make_guest()
            member = make_member(make_partner(region=make_region()))
            partner = Reader.for_user(member.pk).partner
            seated = make_guest(
                partner.region, name="", key=None, user_id=member.pk, partner=partner
            )
            self.keys = [each.person_key for each in (guest, seated)]
            self.rounds = [make_round(guest, seated, moderator=user)]
        self.criteria = {each.code: each for each in self.rounds[0].criteria_set.criteria.all()}

    def round(self, turn):
        return Round.objects.get(pk=self.rounds[turn].pk)

    def seat(self, round_, place):
        return Seat.objects.select_related("round").get(round=round_, person_key=self.keys[place])

    def attempt(self, act, *, allowed):
        """Carry out the act now; it is refused exactly when the model says so."""
        result, reasons = None, []
        try:
            with clock.at(self.now):
                result = act()
        except Refusal as refusal:
            reasons = refusal.reasons
        assert allowed == (not reasons), reasons
        return result

    @rule(minutes=st.sampled_from([1, 5, 60 * 13]))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    @rule(turn=turns, place=places, code=codes, value=values, ago=ages,
          sequence=st.integers(0, 1))  # fmt: skip
    def answer(self, turn, place, code, value, ago, sequence):
        """For oneself, from a device whose answer is so many seconds old."""
        round_ = self.round(turn)
        seat, made_at = self.seat(round_, place), self.now - timedelta(seconds=ago)
        sent = Answer(self.criteria[code], value, made_at=made_at, device="d", sequence=sequence)
        in_time = round_.is_open or (made_at < round_.closed_at and not round_.sealed_at)
        allowed = (
            in_time
            and made_at >= round_.opened_at - CLOCK_TOLERANCE
            and made_at <= self.now + CLOCK_TOLERANCE
        )
        by = reader_of(seat)
        if self.attempt(lambda: send_answers(seat=seat, answers=[sent], by=by), allowed=allowed):
            self.own[sent.uuid] = (seat, sent)
            self.count(seat, sent, (True, made_at, "d", sequence, sent.uuid.hex))

    def count(self, seat, sent, order):
        key = (seat.pk, sent.criterion.pk)
        before = max(self.taps.setdefault(key, []), default=None)
        self.taps[key].append(order)
        if before is None or order > before:
            self.marks[key] = set()

    @precondition(lambda self: self.own)
    @rule(data=st.data())
    def answer_again(self, data):
        """What was kept is acknowledged whenever it comes, and changes nothing."""
        seat, sent = self.own[data.draw(st.sampled_from(sorted(self.own)))]
        lines = Activity.objects.filter(verb="answers.sent").count()
        by = reader_of(seat)
        self.attempt(lambda: send_answers(seat=seat, answers=[sent], by=by), allowed=True)
        assert Activity.objects.filter(verb="answers.sent").count() == lines

    @rule(turn=turns, place=places, code=codes, value=values)
    def enter_for_somebody(self, turn, place, code, value):
        round_ = self.round(turn)
        seat, sent = self.seat(round_, place), Answer(self.criteria[code], value)
        orders = self.taps.get((seat.pk, sent.criterion.pk), [])
        is_in_time = round_.is_open or (
            round_.state == "closed"
            and not round_.sealed_at
            and self.now - round_.closed_at <= RECORD_WITHIN
        )
        rating = self.attempt(
            lambda: record_on_behalf(seat=seat, answer=sent, reason="Said it", by=self.moderator),
            allowed=is_in_time and not any(by_self for by_self, *_ in orders),
        )
        if rating:
            self.count(seat, sent, (False, self.now, "", 0, sent.uuid.hex))

    @rule(turn=turns)
    def close(self, turn):
        found = self.round(turn)
        self.attempt(lambda: close_round(round_=found, by=self.moderator), allowed=found.is_open)

    @rule(turn=turns)
    def reopen(self, turn):
        found = self.round(turn)
        allowed = (
            found.state == "closed"
            and not found.sealed_at
            and self.now - found.closed_at <= REOPEN_WITHIN
        )
        self.attempt(lambda: reopen_round(round_=found, by=self.moderator), allowed=allowed)

    @rule(turn=turns)
    def reveal(self, turn):
        found = self.round(turn)
        allowed = found.state == "closed"
        self.attempt(lambda: reveal_round(round_=found, by=self.moderator), allowed=allowed)

    @rule(turn=turns)
    def seal(self, turn):
        found = self.round(turn)
        by = self.moderator
        self.attempt(lambda: seal_round(round_=found, by=by), allowed=not found.is_open)

    @precondition(lambda self: len(self.rounds) < 3)
    @rule()
    def open_again(self):
        last = self.round(-1)
        opened = self.attempt(
            lambda: open_second_round(round_=last, by=self.moderator),
            allowed=last.state == "revealed" and not last.sealed_at,
        )
        if opened:
            assert set(opened.seats.values_list("person_key", flat=True)) == set(self.keys)
            self.rounds.append(opened)

    @precondition(lambda self: self.taps)
    @rule(data=st.data())
    def declare_void(self, data):
        rating = self.some_rating(data)
        allowed = not rating.seat.round.is_open
        by = self.moderator
        if self.attempt(lambda: void_rating(rating=rating, reason="Slip", by=by), allowed=allowed):
            self.marks[rating.seat_id, rating.criterion_id].add("void")

    @precondition(lambda self: self.taps)
    @rule(data=st.data())
    def contest(self, data):
        rating = self.some_rating(data)
        by = reader_of(rating.seat)
        tap = rating.tap
        allowed = not tap.by_self and self.now - tap.received_at <= CONTEST_WITHIN
        if self.attempt(lambda: contest_rating(rating=rating, by=by), allowed=allowed):
            self.marks[rating.seat_id, rating.criterion_id].add("contested")

    def some_rating(self, data):
        seat, criterion = data.draw(st.sampled_from(sorted(self.taps)))
        found = Rating.objects.select_related("seat__round", "tap")
        return found.get(seat=seat, criterion=criterion)

    @invariant()
    def the_last_of_the_own_taps_counts(self):
        """One rating for each seat and question that was answered, and none beside."""
        found = {(each.seat_id, each.criterion_id): each for each in ratings()}
        assert {key: each.tap.order for key, each in found.items()} == {
            key: max(orders) for key, orders in self.taps.items()
        }
        assert {key: marks_of(each) for key, each in found.items()} == self.marks

    @invariant()
    def every_tap_is_kept_with_one_line(self):
        stored = {
            (*tap[:2], tap[2]) for tap in Tap.objects.values_list("seat", "criterion", "uuid")
        }
        assert len(stored) == sum(len(orders) for orders in self.taps.values())
        lines = Activity.objects.filter(verb="answers.sent").values_list("changes", flat=True)
        told = [uuid for line in lines for uuid in line["taps"]]
        assert sorted(told) == sorted(str(each) for each in self.own)

    @invariant()
    def rounds_stay_blind_and_say_when(self):
        for each in Round.objects.filter(pk__in=[each.pk for each in self.rounds]):
            assert each.is_blind
            assert (each.closed_at is None) == each.is_open
            assert not (each.is_open and each.sealed_at)


def ratings():
    return Rating.objects.select_related("tap")


def marks_of(rating):
    void = {"void"} if rating.voided_at else set()
    return void | ({"contested"} if rating.contested_at else set())


class RolledBack(Room):
    """Each run of the machine begins with an empty database."""

    def __init__(self):
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)


@pytest.mark.django_db
def test_the_rules_hold_in_whatever_order_things_happen():
    bounds = settings(
        max_examples=300 if THOROUGH else 15,
        stateful_step_count=60 if THOROUGH else 25,
        deadline=None,
        derandomize=not THOROUGH,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(RolledBack, settings=bounds)
