"""Answers of devices in every order, twice, in any batches: the same ratings, the same taps."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions import close_round, reveal_round
from assessments.models import Rating, Seat, Tap
from clusterix.testing.properties import THOROUGH
from clusterix.testing.room import QUESTIONS
from core import clock
from core.models import Activity
from peergroups.actions import open_item_round, open_item_second_round
from peergroups.room.choosing import counted_at, round_for
from peergroups.room.places import place_of_token, token_of
from peergroups.room.reading import Delivery, SentTap
from peergroups.room.taking import take

BOUNDS = settings(
    max_examples=400 if THOROUGH else 10,
    deadline=None,
    derandomize=not THOROUGH,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# Minutes after the meeting began. Answers of the gap between close and second round, for which
# nobody could have asked, are left out.
OPENED, CLOSED, SECOND, END = 10, 20, 25, 40
MADE = st.one_of(st.integers(0, CLOSED - 1), st.integers(SECOND, END - 5))


@st.composite
def answers(draw, count):
    """What two devices of one person made: value, time, and whether it names the first round."""
    made = draw(MADE)
    return {
        "uuid": UUID(int=count + 1),
        "criterion": draw(st.sampled_from(sorted(QUESTIONS))),
        "value": draw(st.one_of(st.integers(-2, 2), st.none())),
        "made": made,
        "device": draw(st.sampled_from("ab")),
        "sequence": draw(st.integers(0, 2)),
        "names_round": draw(st.booleans()) and OPENED <= made < CLOSED,
    }


@st.composite
def queues(draw):
    return [draw(answers(number)) for number in range(draw(st.integers(1, 8)))]


class Meeting:
    """A person's place in a room whose first round opens, closes, and is followed by a second."""

    def __init__(self, room, person, moderator, begin):
        self.room, self.begin = room, begin
        self.place = place_of_token(token_of(room.session, person), room.session)
        self.moderator, self.first = moderator, None

    def at(self, minute):
        return clock.at(self.begin + timedelta(minutes=minute))

    def happen(self, minute):
        """What the moderator does at that minute."""
        with self.at(minute):
            if minute == OPENED:
                self.first = open_item_round(item=self.room.item, by=self.moderator.reader)
            elif minute == CLOSED:
                close_round(round_=self.first, by=self.moderator.reader)
            elif minute == SECOND:
                reveal_round(round_=self.first, by=self.moderator.reader)
                open_item_second_round(item=self.room.item, by=self.moderator.reader)

    def deliver(self, minute, queue):
        """One request for each device; what waits for its round afterwards."""
        waiting = set()
        for device in "ab":
            taps = [self.sent(each) for each in queue if each["device"] == device]
            with self.at(minute):
                receipt = take(self.place, Delivery(device, 0, taps))
            assert receipt.refused == {}
            assert {*receipt.kept, *receipt.waiting} == {each.uuid for each in taps}
            waiting |= set(receipt.waiting)
        return waiting

    def sent(self, answer):
        named = self.first.pk if answer["names_round"] and self.first else None
        return SentTap(
            uuid=answer["uuid"],
            item=self.room.item.pk,
            round=named,
            criterion=answer["criterion"],
            value=answer["value"],
            made_at=self.begin + timedelta(minutes=answer["made"]),
            sequence=answer["sequence"],
        )

    def end(self):
        """Ratings, taps and lines of the audit trail."""
        rounds = list(self.room.session.rounds.order_by("pk"))
        turn = {round_.pk: number for number, round_ in enumerate(rounds)}
        seats = {each.pk: turn[each.round_id] for each in Seat.objects.filter(round__in=rounds)}
        ratings = {(seats[each.seat_id], each.criterion_id): each.tap_id for each in rating_rows()}
        taps = {
            each.pk: (seats[each.seat_id], each.value, each.made_at) for each in Tap.objects.all()
        }
        lines = Activity.objects.filter(verb="answers.sent").values_list("changes", flat=True)
        return ratings, taps, sorted(UUID(uuid) for line in lines for uuid in line["taps"])


def rating_rows():
    return Rating.objects.all()


def outcome(meeting, deliveries):
    """The end when `deliveries` (answers by minute) come, and the rest when the network is back."""
    with transaction.atomic():
        every = [answer for queue in deliveries.values() for answer in queue]
        for minute in sorted({OPENED, CLOSED, SECOND, *deliveries}):
            meeting.happen(minute)
            meeting.deliver(minute, deliveries.get(minute, []))
        assert meeting.deliver(END, every) == set()
        ended = meeting.end()
        transaction.set_rollback(True)
    meeting.first = None
    return ended


@pytest.fixture
def meeting(room, small, moderator, frozen):
    return Meeting(room, room.seat_person(small.home), moderator, frozen)


@pytest.mark.django_db
def test_every_order_twice_in_any_batches_ends_the_same(meeting):
    @BOUNDS
    @given(queue=queues(), data=st.data())
    def check(queue, data):
        expected = outcome(meeting, {END: queue})
        twice = data.draw(st.permutations([*queue, *queue]))
        deliveries = {}
        for each in twice:
            deliveries.setdefault(data.draw(st.integers(END - 4, END)), []).append(each)
        assert outcome(meeting, deliveries) == expected
        assert expected[2] == sorted(each["uuid"] for each in queue)

    check()


@pytest.mark.django_db
def test_before_or_after_the_close_or_without_a_round_ends_the_same(meeting):
    """Each answer comes when it is made or later, before its round opened or after it closed."""

    @BOUNDS
    @given(queue=queues(), data=st.data())
    def check(queue, data):
        deliveries = {}
        for each in queue:
            for _ in range(2):
                minute = data.draw(st.integers(each["made"], END))
                deliveries.setdefault(minute, []).append(each)
        assert outcome(meeting, deliveries) == outcome(meeting, {END: queue})

    check()


class Opened:
    def __init__(self, pk, opened_at):
        self.pk, self.opened_at = pk, opened_at


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    opened=st.lists(st.integers(0, 60), max_size=4).map(sorted),
    made=st.integers(-10, 70),
    later=st.integers(3, 60),
    wanted=st.integers(-1, 4),
)
def test_rounds_that_open_later_do_not_move_an_answer(frozen_at, opened, made, later, wanted):
    """More than the tolerance after an answer: only an answer without a round finds one then."""
    at = [frozen_at + timedelta(minutes=minute) for minute in opened]
    rounds = [Opened(number, moment) for number, moment in enumerate(at)]
    made_at = frozen_at + timedelta(minutes=made)
    chosen = round_for(rounds, wanted, made_at)
    assert (chosen is None) == (not rounds)
    if chosen is None:
        return
    after = Opened(99, max(made_at, at[-1]) + timedelta(minutes=later))
    assert round_for([*rounds, after], wanted, made_at) is chosen
    assert counted_at(chosen, made_at) == max(made_at, chosen.opened_at)


@pytest.fixture(scope="module")
def frozen_at():
    return clock.now()


@pytest.mark.django_db
def test_a_round_opened_within_the_tolerance_does_not_take_a_stored_answer_over(meeting):
    """The answer was stored in the round before; sent again, it would be for the new one."""
    queue = [{**SAMPLE, "made": SECOND - 1}]
    meeting.happen(OPENED)
    assert meeting.deliver(SECOND - 1, queue) == set()
    before = meeting.end()
    with meeting.at(SECOND - 1):
        close_round(round_=meeting.first, by=meeting.moderator.reader)
    meeting.happen(SECOND)
    assert meeting.deliver(END, queue) == set()
    assert meeting.end() == before


SAMPLE = {
    "uuid": UUID(int=7),
    "criterion": "R1",
    "value": 2,
    "device": "a",
    "sequence": 1,
    "names_round": False,
}
