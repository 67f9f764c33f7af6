"""Answers: kept once, in any order, only for one's own seat and in time."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions import Answer, close_round, reveal_round, seal_round, send_answers, tap
from assessments.actions.answers import CannotAnswer, NotAsked, TapReused
from assessments.actions.seats import NotYourSeat
from assessments.models import CriteriaSet, Rating, RoundModerator, Tap
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_moderator,
    make_round,
    make_set,
    reader_of,
    seat_of,
    uuid_of,
    values_of,
)
from core import clock
from core.errors import BadInput
from core.models import Activity
from practices.models import Transfer
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_reader

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
SIX = {"R1": 1, "R2": 2, "R6": 0, "F1": -1, "F3": -2, "F5": None}


@pytest.fixture
def room_of_one():
    """An open round of a moderator, and the one guest who sits in it."""
    user, moderator = make_moderator()
    plan = make_guest()
    opened = make_round(plan, moderator=user)
    return opened, seat_of(opened, plan), moderator


def test_an_answer_is_kept_counted_and_written_down_without_its_value(room_of_one):
    opened, seat, _moderator = room_of_one

    tap(
        seat=seat,
        criterion=criterion_of(opened, "F3"),
        value=-2,
        by=reader_of(seat),
        obstacle=" no budget line ",
        comment="ask again in May",
        device="phone",
        sequence=4,
    )

    kept = Tap.objects.get()
    assert (kept.value, kept.is_unknown, kept.by_self, kept.is_late) == (-2, False, True, False)
    assert (kept.obstacle, kept.comment) == ("no budget line", "ask again in May")
    assert (kept.device, kept.sequence) == ("phone", 4)
    assert Rating.objects.get().tap == kept
    line = Activity.objects.get(verb="answers.sent")
    assert line.person_key == seat.person_key
    assert line.changes == {"round": opened.pk, "taps": [str(kept.uuid)]}


def test_the_first_answer_freezes_the_set_not_the_opening(room_of_one):
    opened, seat, _moderator = room_of_one
    assert CriteriaSet.objects.get(pk=opened.criteria_set_id).frozen_at is None

    answer(seat, R1=1)

    assert CriteriaSet.objects.get(pk=opened.criteria_set_id).frozen_at is not None


def test_i_do_not_know_is_an_answer_without_a_value(room_of_one):
    _opened, seat, _moderator = room_of_one

    answer(seat, R1=None)

    assert values_of(seat) == {"R1": None}
    assert Tap.objects.get().is_unknown


def test_the_seat_finishes_with_its_last_question(room_of_one):
    _opened, seat, _moderator = room_of_one
    answer(seat, **{code: value for code, value in SIX.items() if code != "F5"})
    seat.refresh_from_db()
    assert seat.finished_at is None

    answer(seat, F5=None)

    seat.refresh_from_db()
    assert seat.finished_at is not None
    assert values_of(seat) == SIX


def test_a_repeat_changes_nothing_and_another_answer_under_its_name_is_refused(room_of_one):
    opened, seat, _moderator = room_of_one
    sent = Answer(criterion_of(opened, "R1"), 2, uuid=uuid_of(1))

    for _time in range(3):
        send_answers(seat=seat, answers=[sent, sent], by=reader_of(seat))
    with pytest.raises(TapReused):
        tap(seat=seat, criterion=sent.criterion, value=1, uuid=sent.uuid, by=reader_of(seat))

    assert Tap.objects.count() == 1
    assert values_of(seat) == {"R1": 2}
    verbs = Activity.objects.filter(object_type="assessments.seat").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["answers.sent"] + ["answers.sent_again"] * 2


def test_nobody_answers_on_a_seat_of_somebody_else(room_of_one):
    _opened, seat, moderator = room_of_one

    for by in (moderator, make_reader(is_coordinator=True), Reader.system(), Reader.visitor()):
        with pytest.raises(NotYourSeat):
            answer(seat, by=by, R1=1)
    assert not Tap.objects.exists()


def test_a_moderator_does_not_rate_even_with_a_seat(room_of_one):
    opened, _seat, _moderator = room_of_one
    reader = make_reader()
    own = make_guest(user_id=reader.user_id, name="", level=Level.PRACTITIONER)
    seat = own.seat_in(opened)
    seat.save()
    RoundModerator.objects.create(round=opened, user_id=reader.user_id)

    with pytest.raises(NotYourSeat, match="A moderator does not rate"):
        answer(seat, by=reader, R1=1)


def test_a_question_of_another_set_is_refused(room_of_one):
    _opened, seat, _moderator = room_of_one
    foreign = make_set("home").criteria.get(code="R1")

    with pytest.raises(NotAsked):
        tap(seat=seat, criterion=foreign, value=1, by=reader_of(seat))


@pytest.mark.parametrize("value", [3, -3, 100])
def test_a_value_off_the_scale_is_refused(room_of_one, value):
    opened, seat, _moderator = room_of_one
    with pytest.raises(BadInput):
        tap(seat=seat, criterion=criterion_of(opened, "R1"), value=value, by=reader_of(seat))


def test_after_the_close_only_what_was_given_before_counts_and_is_marked_late(room_of_one):
    opened, seat, moderator = room_of_one
    criterion = criterion_of(opened, "R1")
    closed = close_round(round_=opened, by=moderator)
    before = {"seat": seat, "criterion": criterion, "by": reader_of(seat)}

    with pytest.raises(CannotAnswer):
        tap(**before, value=1, made_at=closed.closed_at)
    assert not Transfer.objects.exists()
    tap(**before, value=2, made_at=closed.closed_at - timedelta(seconds=1))
    assert Tap.objects.get().is_late
    assert values_of(seat) == {"R1": 2}
    assert Transfer.objects.get().region == seat.region
    reveal_round(round_=closed, by=moderator)
    tap(**before, value=1, made_at=closed.closed_at - timedelta(milliseconds=1))
    assert values_of(seat) == {"R1": 1}
    seal_round(round_=closed, by=moderator)
    with pytest.raises(CannotAnswer):
        tap(**before, value=0, made_at=closed.closed_at - timedelta(milliseconds=1))


def test_all_or_none_of_what_is_sent_together(room_of_one):
    opened, seat, _moderator = room_of_one
    good = Answer(criterion_of(opened, "R1"), 1)
    bad = Answer(criterion_of(opened, "R2"), 1, made_at=clock.now() + timedelta(hours=1))

    with pytest.raises(CannotAnswer, match="clock of this device"):
        send_answers(seat=seat, answers=[good, bad], by=reader_of(seat))
    assert not Tap.objects.exists()


def order_of(answer: Answer) -> tuple:
    return (answer.made_at, answer.device, answer.sequence, answer.uuid.hex)


TAPS = st.lists(
    st.tuples(
        st.sampled_from(["R1", "F3"]),
        st.sampled_from([-2, -1, 0, 1, 2, None]),
        st.integers(0, 3),  # minutes ago: ties are wanted
        st.sampled_from(["a", "b"]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=6,
)


@given(taps=TAPS, data=st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_order_and_every_repeat_ends_the_same(room_of_one, taps, data):
    opened, seat, _moderator = room_of_one
    now = clock.now()
    criteria = {code: criterion_of(opened, code) for code in ("R1", "F3")}
    sent = [
        Answer(
            criteria[code],
            value,
            made_at=now - ago * timedelta(seconds=1),
            uuid=uuid_of(number),
            device=device,
            sequence=sequence,
        )
        for number, (code, value, ago, device, sequence) in enumerate(taps, start=1)
    ]
    expected = {}
    for code, criterion in criteria.items():
        own = [each for each in sent if each.criterion == criterion]
        if own:
            expected[code] = max(own, key=order_of).value
    order = data.draw(st.permutations(sent + sent))

    with transaction.atomic():
        for each in order:
            send_answers(seat=seat, answers=[each], by=reader_of(seat))
        assert values_of(seat) == expected
        assert Tap.objects.count() == len(sent)
        transaction.set_rollback(True)
