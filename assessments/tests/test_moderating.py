"""What a moderator enters for others or declares void, and how people object."""

from datetime import timedelta

import pytest

from assessments.actions import (
    Answer,
    SeatPlan,
    close_round,
    contest_rating,
    finish_assessment,
    record_for_table,
    record_on_behalf,
    reveal_round,
    tap,
    void_rating,
)
from assessments.actions.moderating import (
    CannotContest,
    CannotRecord,
    CannotVoid,
    NeedsReason,
)
from assessments.actions.rounds import NotTheModerator
from assessments.actions.seats import NotYourSeat
from assessments.models import Assessment, Rating, Seat, Tap, key_of_table
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_moderator,
    make_round,
    reader_of,
    seat_of,
    values_of,
)
from core import clock
from core.models import Activity, Mail
from practices.tests.factories import make_practice
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_member, make_partner, make_reader, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated():
    """An open round, the seat of a member in it, and the moderator."""
    user, moderator = make_moderator()
    partner = make_partner()
    person = make_member(partner, level=Level.INTERMEDIARY)
    plan = SeatPlan(partner.region, Level.INTERMEDIARY, partner, person.pk)
    opened = make_round(plan, moderator=user)
    return opened, seat_of(opened, plan), moderator


def say(opened, code, value, **fields):
    return Answer(criterion_of(opened, code), value, **fields)


def test_an_answer_for_somebody_present_is_marked_and_told(seated):
    opened, seat, moderator = seated

    for code in ("F3", "R1"):
        record_on_behalf(
            seat=seat, answer=say(opened, code, -1), reason=" phone is empty ", by=moderator
        )

    kept = Tap.objects.get(criterion__code="F3")
    assert (kept.by_self, kept.recorded_by_id, kept.reason) == (
        False,
        moderator.user_id,
        "phone is empty",
    )
    assert values_of(seat) == {"F3": -1, "R1": -1}
    letter = Mail.objects.get()  # one letter, not one for each answer
    assert letter.to == seat.user.email
    assert "-1" not in letter.body
    assert "strong" not in letter.body
    line = Activity.objects.filter(verb="answer.recorded").first()
    assert set(line.changes) == {"seat", "criterion", "tap"}


def test_never_over_what_the_person_entered_and_the_person_always_wins(seated):
    opened, seat, moderator = seated
    answer(seat, R1=2)

    with pytest.raises(CannotRecord, match="This person has answered"):
        record_on_behalf(seat=seat, answer=say(opened, "R1", -2), reason="x", by=moderator)
    record_on_behalf(seat=seat, answer=say(opened, "F3", -2), reason="x", by=moderator)
    earlier = clock.now() - timedelta(seconds=30)
    tap(
        seat=seat,
        criterion=criterion_of(opened, "F3"),
        value=1,
        made_at=earlier,
        by=reader_of(seat),
    )

    assert values_of(seat) == {"R1": 2, "F3": 1}


def test_a_reason_is_needed_and_only_the_rounds_moderator_may(seated):
    opened, seat, moderator = seated

    with pytest.raises(NeedsReason):
        record_on_behalf(seat=seat, answer=say(opened, "R1", 1), reason="  ", by=moderator)
    for by in (make_reader(is_coordinator=True), make_reader(is_lead=True), make_moderator()[1]):
        with pytest.raises(NotTheModerator):
            record_on_behalf(seat=seat, answer=say(opened, "R1", 1), reason="x", by=by)
    assert not Tap.objects.exists()


def test_until_a_day_after_the_close_and_before_the_answers_are_shown(seated):
    opened, seat, moderator = seated
    closed = close_round(round_=opened, by=moderator)

    record_on_behalf(seat=seat, answer=say(opened, "R1", 1), reason="x", by=moderator)
    assert Tap.objects.get().is_late
    with clock.at(closed.closed_at + timedelta(hours=25)), pytest.raises(CannotRecord):
        record_on_behalf(seat=seat, answer=say(opened, "R2", 1), reason="x", by=moderator)
    reveal_round(round_=closed, by=moderator)
    with pytest.raises(CannotRecord, match="have been shown"):
        record_on_behalf(seat=seat, answer=say(opened, "R2", 1), reason="x", by=moderator)


def test_one_agreed_value_for_a_table(seated):
    opened, _seat, moderator = seated
    region = make_partner().region

    for value in (1, 2):
        record_for_table(
            round_=opened, region=region, answer=say(opened, "R1", value), by=moderator
        )

    table = Seat.objects.get(region=region)
    assert (table.is_table, table.level, table.person_key) == (True, "", key_of_table(region.code))
    assert values_of(table) == {"R1": 2}
    assert Tap.objects.count() == 2
    assert not Mail.objects.exists()


def test_no_table_where_people_answered_or_at_the_origin():
    user, moderator = make_moderator()
    origin, region = make_region(), make_region()
    alone = make_guest(region)
    opened = make_round(alone, practice=make_practice(origin_region=origin), moderator=user)
    answer(seat_of(opened, alone), R1=1)

    with pytest.raises(CannotRecord, match="have answered themselves"):
        record_for_table(round_=opened, region=region, answer=say(opened, "R1", 1), by=moderator)
    with pytest.raises(CannotRecord, match="does not rate its own practice"):
        record_for_table(round_=opened, region=origin, answer=say(opened, "R1", 1), by=moderator)
    assert not Seat.objects.filter(person_key=key_of_table(region.code)).exists()


def test_void_with_a_reason_after_the_close_until_the_assessment_is_final(seated):
    opened, seat, moderator = seated
    answer(seat, R1=2)
    rating = Rating.objects.get()

    with pytest.raises(CannotVoid, match="Close the round first"):
        void_rating(rating=rating, reason="wrong seat", by=moderator)
    close_round(round_=opened, by=moderator)
    with pytest.raises(NeedsReason):
        void_rating(rating=rating, reason="", by=moderator)
    with pytest.raises(NotTheModerator):
        void_rating(rating=rating, reason="x", by=make_reader(is_coordinator=True))
    voided = void_rating(rating=rating, reason="wrong seat", by=moderator)

    assert (voided.voided_by_id, voided.void_reason) == (moderator.user_id, "wrong seat")
    assert not Rating.objects.that_count().exists()
    assert Tap.objects.count() == 1


def test_a_final_assessment_keeps_its_answers(seated):
    opened, seat, moderator = seated
    answer(seat, R1=2)
    reveal_round(round_=close_round(round_=opened, by=moderator), by=moderator)
    assessment = Assessment.objects.get()
    finish_assessment(assessment=assessment, reason="One is enough.", by=Reader.system())
    with pytest.raises(CannotVoid, match="is final"):
        void_rating(rating=Rating.objects.get(), reason="x", by=moderator)


def test_the_person_contests_what_was_entered_for_them(seated):
    opened, seat, moderator = seated
    answer(seat, R1=2)
    record_on_behalf(seat=seat, answer=say(opened, "F3", -2), reason="x", by=moderator)
    own, entered = (Rating.objects.get(criterion__code=code) for code in ("R1", "F3"))

    with pytest.raises(NotYourSeat):
        contest_rating(rating=entered, by=moderator)
    with pytest.raises(CannotContest, match="gave this answer yourself"):
        contest_rating(rating=own, by=reader_of(seat))
    assert contest_rating(rating=entered, by=reader_of(seat)).contested_at is not None
    answer(seat, F3=0)
    entered.refresh_from_db()
    assert entered.contested_at is None  # the person's own answer settles it


def test_a_fortnight_to_contest(seated):
    opened, seat, moderator = seated
    record_on_behalf(seat=seat, answer=say(opened, "F3", -2), reason="x", by=moderator)

    with clock.at(clock.now() + timedelta(days=15)), pytest.raises(CannotContest):
        contest_rating(rating=Rating.objects.get(), by=reader_of(seat))
