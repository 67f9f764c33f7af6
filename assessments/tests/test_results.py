"""From answers in the database to the stored result."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.actions import (
    Answer,
    close_round,
    finish_assessment,
    record_for_table,
    record_mitigation,
    reopen_round,
    reveal_round,
    send_answers,
    void_rating,
)
from assessments.actions.moderating import CannotVoid
from assessments.actions.renewing import Comparison
from assessments.kernel import KERNEL_VERSION, from_dict
from assessments.models import Assessment, CriteriaSet, Rating
from assessments.results import material_for, read
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_moderator,
    make_round,
    reader_of,
    seat_of,
)
from assessments.tests.pairs import (
    lead_of,
    make_clear,
    make_example,
    make_met,
    make_people,
    make_strange_practice,
    open_at_home,
    sit,
)
from core import clock
from practices.models import Transfer
from practices.tests.factories import make_revision, publish_directly
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def newest(region, practice):
    return Assessment.objects.newest_first().get(
        transfer__region=region, transfer__practice=practice, state="draft"
    )


def test_the_worked_example_through_the_database(small):
    assessment = make_example(small.home.region)
    result = from_dict(assessment.result)
    assert result.relevance.value == Fraction(13, 10)
    assert (result.relevance.range.low, result.relevance.range.high) == (
        Fraction(53, 45),
        Fraction(67, 45),
    )
    assert assessment.relevance == Decimal("1.3000")
    assert assessment.feasibility == Decimal("0.3826")
    assert (assessment.suggestion, assessment.rater_count) == ("learn", 4)
    assert (assessment.kernel_version, len(assessment.input_hash)) == (KERNEL_VERSION, 64)
    assert assessment.transfer.status == "assessing"


def test_the_columns_for_lists_of_the_worked_example(small):
    assessment = make_example(small.home.region)
    assert (assessment.relevance_low, assessment.relevance_high) == (
        Decimal("1.1778"),
        Decimal("1.4889"),
    )
    assert (assessment.feasibility_low, assessment.feasibility_high) == (
        Decimal("0.2955"),
        Decimal("0.5076"),
    )
    assert (assessment.suggestion, assessment.uncapped) == ("learn", "adapt")
    assert assessment.could_easily_change is True


def test_a_first_look_has_no_range_and_suggests_nothing(small):
    practice = make_strange_practice()
    make_met(small.home.region, practice, *make_people(2, R1=1, F1=1))
    assessment = newest(small.home.region, practice)
    assert columns(assessment) == (None, None, None, None, "", False)


def test_a_finish_with_an_open_round_suggests_nothing_and_keeps_the_scores(small):
    """What was answered says what it says, but the region did not wait for the rest."""
    region, practice = small.home.region, make_strange_practice()
    draft, lead = make_clear(region, practice), lead_of(region)
    open_at_home(region, practice, lead)
    final = finish_assessment(assessment=draft, by=lead, reason="The board meets today.")
    assert (final.suggestion, final.relevance, final.feasibility) == (
        "",
        Decimal("1.6667"),
        Decimal("1.0000"),
    )
    one, other = Decimal("1.6667"), Decimal("1.0000")
    assert columns(final) == (one, one, other, other, "", False)


def columns(assessment):
    return (
        assessment.relevance_low,
        assessment.relevance_high,
        assessment.feasibility_low,
        assessment.feasibility_high,
        assessment.uncapped,
        assessment.could_easily_change,
    )


def test_an_answer_to_the_blocking_gate_lifts_the_cap(small):
    assessment = make_example(small.home.region)
    record_mitigation(
        assessment=assessment,
        criterion=assessment.criteria_set.criteria.get(code="F3"),
        text="Start with one field.",
        owner="Cluster 55°",
        due_on=clock.today(),
        by=lead_of(small.home.region),
    )
    assessment.refresh_from_db()
    assert (assessment.suggestion, assessment.uncapped) == ("adapt", "adapt")
    assert from_dict(assessment.result).suggestion.cap is None


def test_a_session_round_counts_once_it_is_shown(small):
    practice = make_strange_practice()
    closed = make_met(small.home.region, practice, *make_people(3, R1=1), reveal=False)
    assert not Assessment.objects.exists()
    reveal_round(round_=closed, by=Reader.system())
    assert newest(small.home.region, practice).rater_count == 3


def test_a_closed_round_that_is_opened_again_has_shown_nothing(small):
    practice = make_strange_practice()
    closed = make_met(small.home.region, practice, *make_people(3, R1=1), reveal=False)
    reopen_round(round_=closed, by=Reader.system())
    assert not Assessment.objects.exists()


def test_each_region_of_a_round_gets_its_own_assessment(small):
    practice = make_strange_practice()
    plans = [make_guest(small.home.region), make_guest(small.other.region)]
    opened = make_round(*plans, practice=practice)
    answer(seat_of(opened, plans[0]), R1=2)
    answer(seat_of(opened, plans[1]), R1=-2)
    reveal_round(round_=close_round(round_=opened, by=Reader.system()), by=Reader.system())
    found = {
        each.transfer.region_id: from_dict(each.result).figures[0].mean
        for each in Assessment.objects.all()
    }
    assert found == {small.home.region.pk: 2, small.other.region.pk: -2}


def test_meeting_answers_are_carried_into_the_set_of_the_home_round(small):
    """One person answers in both: what they say anew at home replaces the meeting's answer."""
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, {"R1": 2, "F3": -2}, {"R1": 1, "F3": None})
    assert newest(region, practice).criteria_set.code == "meeting"
    lead = lead_of(region)
    opened = open_at_home(region, practice, lead)
    first = met.seats.order_by("pk").first()
    again = sit(opened)
    again.person_key = first.person_key
    again.save()
    answer(again, R1=-1, R3=1)
    close_round(round_=opened, by=lead)
    assessment = newest(region, practice)
    material = read(assessment).material
    assert assessment.criteria_set.code == "home"
    answers = {
        (each.person_key == first.person_key, each.code): each.value for each in material.answers
    }
    assert answers == {
        (True, "R1"): -1,
        (True, "R3"): 1,
        (True, "F3"): -2,
        (False, "R1"): 1,
        (False, "F3"): None,
    }


def test_a_home_round_that_is_open_changes_nothing(small):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *make_people(3, R1=1))
    before = newest(region, practice).input_hash
    seat = sit(open_at_home(region, practice))
    answer(seat, R1=-2, R3=2)
    after = newest(region, practice)
    assert (after.input_hash, after.criteria_set.code, after.rater_count) == (before, "meeting", 3)


def test_a_table_counts_as_one_rater(small):
    region, practice = small.home.region, make_strange_practice()
    user, moderator = make_moderator()
    opened = make_round(practice=practice, moderator=user)
    for code in ("R1", "F3"):
        record_for_table(
            round_=opened, region=region, answer=Answer(criterion_of(opened, code), 1), by=moderator
        )
    reveal_round(round_=close_round(round_=opened, by=moderator), by=moderator)
    reading = read(newest(region, practice))
    assert list(reading.material.levels.values()) == ["table"]
    assert reading.result.is_first_look


def test_a_void_answer_does_not_count(small):
    region, practice = small.home.region, make_strange_practice()
    met = make_met(region, practice, {"R1": 2}, {"R1": 2}, {"R1": -2})
    low = Rating.objects.get(seat__round=met, tap__value=-2)
    void_rating(rating=low, reason="Sat at the wrong table", by=Reader.system())
    assessment = newest(region, practice)
    assert assessment.rater_count == 2
    assert from_dict(assessment.result).figures[0].mean == 2


def test_the_level_is_the_one_at_the_time_of_rating(small):
    region = small.home.region
    assessment = make_example(region)
    levels = sorted(read(assessment).material.levels.values())
    assert levels == ["intermediary", "policy_maker", "policy_maker", "practitioner"]


def test_answers_about_an_earlier_text_do_not_count_for_a_newer_one(small):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *make_people(3, R1=2))
    publish_directly(practice, make_revision(practice, nuts_codes=["XX00"]))
    practice.refresh_from_db()
    make_met(region, practice, *make_people(1, R1=-1))
    assessment = newest(region, practice)
    assert (assessment.revision, assessment.rater_count) == (practice.published_revision, 1)


def test_a_final_assessment_keeps_its_result_and_a_newer_round_makes_a_draft(small):
    region, practice = small.home.region, make_strange_practice()
    final = finish_assessment(assessment=make_clear(region, practice), by=lead_of(region))
    stored = final.result
    with clock.at(clock.now() + timedelta(hours=1)):
        make_met(region, practice, *make_people(1, R1=-2))
    final.refresh_from_db()
    assert (final.state, final.result) == ("final", stored)
    assert newest(region, practice).rater_count == 4


def test_a_late_answer_leaves_the_final_result_and_makes_a_draft(small):
    """It was given before the close, on a phone without a net, and arrives after the finish."""
    region, practice = small.home.region, make_strange_practice()
    final = finish_assessment(assessment=make_clear(region, practice), by=lead_of(region))
    seat = final.revision.rounds.get().seats.order_by("pk").first()
    with clock.at(clock.now() + timedelta(hours=1)):
        earlier = seat.round.closed_at - timedelta(microseconds=1)
        late = Answer(criterion_of(seat.round, "R1"), -2, made_at=earlier, device="z")
        send_answers(seat=seat, answers=[late], by=reader_of(seat))
    assert newest(region, practice).input_hash != final.input_hash
    assert [Comparison.of(each).differences for each in Assessment.objects.all()] == [[], []]


def test_answers_under_a_final_result_are_not_declared_void_those_of_a_newer_round_are(small):
    region, practice = small.home.region, make_strange_practice()
    finish_assessment(assessment=make_clear(region, practice), by=lead_of(region))
    under_final = Rating.objects.first()
    with clock.at(clock.now() + timedelta(hours=1)):
        met = make_met(region, practice, {"R1": -2})
        with pytest.raises(CannotVoid, match="The assessment is final"):
            void_rating(rating=under_final, reason="Wrong", by=Reader.system())
        newer = Rating.objects.get(seat__round=met)
        void_rating(rating=newer, reason="Wrong table", by=Reader.system())
    assert newest(region, practice).rater_count == 3


def test_only_codes_of_the_set_count(small):
    region, practice = small.home.region, make_strange_practice()
    make_met(region, practice, *make_people(1, R1=1))
    assert {each.code for each in material_for(Transfer.objects.get()).criteria} == set(
        CriteriaSet.objects.get(code="meeting").criteria.values_list("code", flat=True)
    )
