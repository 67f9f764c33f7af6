"""Each figure from one record inside the period, one outside, and one that does not count."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from assessments.models import Assessment, AssessmentState, CriteriaSet
from clusterix.testing.room import make_room
from core import clock
from exchanges.models import ExchangeKind, Reach
from plans.models import ActionState, Evidence, PlanState, PlanVersion
from plans.tests.factories import make_action, make_decision, make_plan
from practices.tests.factories import make_draft, make_practice, make_transfer
from regions.tests.factories import make_partner, make_user
from reports.indicators import QUERIES, value_of
from reports.tests.factories import (
    AFTER,
    BEFORE,
    FIRST,
    INSIDE,
    LAST,
    make_entry,
    make_exchange,
    make_period,
    make_place,
    make_reflection,
    make_report,
    noon,
)

pytestmark = pytest.mark.django_db


def records(query):
    return QUERIES[query](FIRST, LAST)


def seen(query):
    """What each record says, without its people."""
    found = records(query)
    return [(each.object_type, each.object_id, each.amount, each.dated_on) for each in found]


def test_practices_count_on_the_day_of_their_first_publication():
    inside = make_practice(published_at=noon(INSIDE))
    make_practice(published_at=noon(BEFORE))
    make_draft()
    make_practice(published_at=noon(INSIDE), taken_down_at=noon(LAST), takedown_reason="Wrong.")
    (record,) = records("practices_identified")
    assert (record.object_type, record.object_id) == ("practices.practice", inside.pk)
    assert (record.label, record.partner_id) == (inside.title, inside.partner_id)
    assert (record.amount, record.dated_on) == (Decimal(1), INSIDE)


def test_a_day_is_a_day_where_the_instance_lives():
    """Half past eleven at night in London is the next day in Vienna."""
    make_practice(published_at=datetime(2025, 6, 30, 22, 30, tzinfo=UTC))
    assert [each.dated_on for each in records("practices_identified")] == [FIRST]


def test_events_count_by_kind_on_their_first_day():
    meeting = make_exchange()
    evening = make_exchange(kind=ExchangeKind.DISSEMINATION, reach=Reach.REGIONAL)
    visit = make_exchange(LAST, kind=ExchangeKind.STUDY_VISIT)
    both = make_exchange(also_kinds=["staff_exchange"])
    make_exchange(BEFORE, kind=ExchangeKind.STUDY_VISIT)
    make_exchange(AFTER, kind=ExchangeKind.DISSEMINATION)
    make_exchange(kind=ExchangeKind.STUDY_VISIT, cancelled_at=noon(INSIDE))
    ids = {name: {each.object_id for each in records(name)} for name in QUERIES}
    assert ids["interregional_events"] == {meeting.pk, visit.pk, both.pk}
    assert ids["dissemination_events"] == {evening.pk}
    assert ids["visits_held"] == {visit.pk, both.pk}


def test_sessions_count_on_the_day_they_were_closed(small):
    inside, outside, still_open = make_room(small), make_room(small), make_room(small)
    for room, day in ((inside, INSIDE), (outside, AFTER)):
        room.session.closed_at = noon(day)
        room.session.save()
    assert seen("sessions_held") == [("peergroups.session", inside.session.pk, 1, INSIDE)]
    assert still_open.session.closed_at is None


def test_participations_count_attendances_and_distinct_people():
    partner, person = make_partner(), make_user()
    first, second = make_exchange(), make_exchange(LAST)
    make_place(first, partner, user=person)
    make_place(first, partner, name="Guest from a cluster")
    make_place(second, partner, user=person)
    make_place(second, partner, name="guest from a cluster ")
    make_place(second, partner, attended_at=None)
    make_place(make_exchange(BEFORE), partner, user=person)
    found = records("participations")
    assert [(each.object_id, each.amount) for each in found] == [(first.pk, 2), (second.pk, 2)]
    assert (value_of(found).total, value_of(found).people) == (4, 2)
    assert all(person.name not in each.label for each in found)


def test_entries_count_when_their_partner_confirmed_them():
    make_report(period := make_period())
    entry = make_entry(period, value=3)
    make_entry(period, confirmed_at=None)
    make_entry(period, dated_on=BEFORE)
    assert seen("press_releases") == [("reports.manualentry", entry.pk, 3, INSIDE)]
    assert seen("media_appearances") == []


def make_final(transfer, day):
    criteria_set, _new = CriteriaSet.objects.get_or_create(code="meeting", version=1)
    return Assessment.objects.create(
        transfer=transfer,
        revision=transfer.practice.published_revision,
        criteria_set=criteria_set,
        state=AssessmentState.FINAL if day else AssessmentState.DRAFT,
        final_at=day and noon(day),
    )


def test_a_pair_counts_once_with_its_first_final_assessment():
    pair = make_transfer(region=make_partner().region)
    first = make_final(pair, INSIDE)
    make_final(pair, LAST)
    early = make_transfer(region=make_partner().region)
    make_final(early, BEFORE)
    make_final(early, INSIDE)
    make_final(make_transfer(region=make_partner().region), None)
    assert seen("assessed") == [("assessments.assessment", first.pk, 1, INSIDE)]


def make_done(practice=None, day=INSIDE, proven=True, plan=None, **fields):
    """A completed action; of a practice that its region took over, if one is given."""
    plan = plan or make_plan(make_partner().region)
    decision = make_decision(practice, plan.region) if practice else None
    action = make_action(plan, decision=decision, state=ActionState.DONE, done_on=day, **fields)
    for number in range(2 if proven else 0):
        Evidence.objects.create(action=action, text=f"Minutes {number}", dated_on=day)
    return action


def test_a_practice_is_transferred_by_a_completed_action_with_evidence():
    practice = make_practice()
    counted = make_done(practice)
    make_done(practice, day=LAST, plan=counted.plan)  # the same pair again
    make_done(make_practice(), day=BEFORE)
    make_done(make_practice(), proven=False)
    make_done()  # cites nothing
    own = make_practice(partner=counted.plan.region.partner)
    make_done(own, plan=counted.plan)
    assert seen("transferred") == [("plans.action", counted.pk, 1, INSIDE)]


def test_capacity_counts_each_person_once_and_names_nobody():
    person = make_user(name="Astrid")
    place = make_place(make_exchange(), user=person)
    make_reflection(place)
    make_reflection(make_place(make_exchange(LAST), user=person), LAST)
    make_reflection(make_place(make_exchange()), has_increased_capacity=False)
    early = make_user()
    make_reflection(make_place(make_exchange(BEFORE), user=early), BEFORE)
    make_reflection(make_place(make_exchange(), user=early))
    (record,) = records("capacity_increased")
    assert (record.object_id, record.amount, record.dated_on) == (place.exchange_id, 1, INSIDE)
    assert record.label == f"Cluster practitioner, {place.partner.region}: {place.exchange.title}"


def test_a_policy_counts_once_and_needs_its_name_and_evidence():
    plan = make_plan(make_partner().region, policy_instrument="Smart strategy")
    first = make_done(plan=plan, improves_policy=True)
    make_done(plan=plan, day=LAST, improves_policy=True)
    make_done(improves_policy=True)  # a plan without a policy instrument
    unproven = make_plan(make_partner().region, policy_instrument="Another")
    make_done(plan=unproven, improves_policy=True, proven=False)
    assert seen("policies_improved") == [("plans.action", first.pk, 1, INSIDE)]


def test_a_plan_counts_once_with_its_first_adoption():
    with clock.at(noon(INSIDE)):
        plan = make_plan(make_partner().region, state=PlanState.ADOPTED)
    PlanVersion.objects.create(
        plan=plan, number=2, state=PlanState.ADOPTED, adopted_on=LAST, sha256="x"
    )
    with clock.at(noon(AFTER)):
        make_plan(make_partner().region, state=PlanState.ADOPTED)
    make_plan(make_partner().region)
    assert seen("plans_adopted") == [("plans.plan", plan.pk, 1, INSIDE)]


def test_funding_adds_up_the_euro_of_completed_actions_with_evidence():
    one = make_done(funding_levered=Decimal("120000.50"))
    two = make_done(funding_levered=Decimal("30000"))
    make_done(funding_levered=Decimal("9"), day=AFTER)
    make_done(funding_levered=Decimal("7"), proven=False)
    make_done()
    found = records("funding_levered")
    assert {each.object_id for each in found} == {one.pk, two.pk}
    assert value_of(found).total == Decimal("150000.50")
