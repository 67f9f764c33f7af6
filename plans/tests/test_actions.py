"""What each act does: effect, audit line, the pair's status, refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from assessments.models import Outcome
from core import clock
from core.models import Activity
from plans.actions import (
    add_action,
    adopt_plan,
    close_action,
    create_plan,
    delete_plan,
    drop_action,
    edit_action,
    move_action,
    report_progress,
    start_new_version,
    submit_plan,
    take_into_plan,
)
from plans.actions.plan import PlanText
from plans.actions.writing import ActionText, Source
from plans.models import Action, ActionSource, ActionState, Plan, PlanState, SourceKind
from plans.refusals import NotAsThePlanStands, NotYourPlan, PlanNeedsMore
from plans.snapshot import sha256_of
from plans.tests.factories import make_action, make_decision, make_plan
from practices.models import Transfer

TEXT = PlanText(title="Plan", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


def verbs() -> list[str]:
    acts = Activity.objects.filter(verb__startswith="plan.").order_by("pk")
    return list(acts.values_list("verb", flat=True))


def status_of(practice, region) -> str:
    return Transfer.objects.get(practice=practice, region=region).status


def test_plans_are_numbered_within_the_region(small, lead):
    first = create_plan(region=small.home.region, text=TEXT, by=lead.reader)
    second = create_plan(region=small.home.region, text=TEXT, by=lead.reader)
    assert (first.number, second.number) == (1, 2)
    assert first.latest_version.state == PlanState.DRAFT
    assert verbs() == ["plan.created", "plan.created"]


def test_nobody_plans_for_another_region(small, stranger):
    with pytest.raises(NotYourPlan):
        create_plan(region=small.home.region, text=TEXT, by=stranger.reader)
    assert Plan.objects.count() == 0
    assert verbs() == []


def test_a_decision_taken_into_the_plan_moves_the_pair(small, member):
    region = small.home.region
    decision = make_decision(region=region)
    action = take_into_plan(decision=decision, plan=make_plan(region), by=member.reader)
    source = action.sources.get()
    assert (source.kind, source.decision) == (SourceKind.DECISION, decision)
    assert action.background == "We need it."
    assert status_of(decision.transfer.practice, region) == "plan"


def test_an_action_cites_only_decisions_of_its_own_region(small, member):
    foreign = make_decision(region=small.other.region)
    with pytest.raises(NotAsThePlanStands, match="own region"):
        take_into_plan(decision=foreign, plan=make_plan(small.home.region), by=member.reader)
    assert Action.objects.count() == 0


def test_a_replaced_decision_is_not_cited(small, member):
    old = make_decision(region=small.home.region)
    make_decision(old.transfer.practice, small.home.region, supersedes=old)
    with pytest.raises(NotAsThePlanStands, match="replaced"):
        take_into_plan(decision=old, plan=make_plan(small.home.region), by=member.reader)


def test_an_adopted_plan_is_locked_with_its_hash(small, lead):
    plan = make_plan(small.home.region)
    make_action(plan)
    submit_plan(plan=plan, by=lead.reader)
    adopt_plan(plan=plan, adopted_on=clock.today(), by=lead.reader)
    version = plan.versions.get()
    assert version.sha256 == sha256_of(version.snapshot)
    assert [each["number"] for each in version.snapshot["actions"]] == [1]
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        plan.versions.update(number=9)


def test_an_adopted_plan_changes_only_in_a_new_version(small, lead):
    plan = make_plan(small.home.region, state=PlanState.ADOPTED)
    idea = Source(own_idea="Ours")
    with pytest.raises(NotAsThePlanStands, match="Start a new version"):
        add_action(plan=plan, text=ActionText(title="New"), source=idea, by=lead.reader)
    start_new_version(plan=plan, by=lead.reader)
    made = add_action(plan=plan, text=ActionText(title="New"), source=idea, by=lead.reader)
    assert (made.position, plan.latest_version.number) == (1, 2)


def test_a_member_does_not_submit(small, member):
    plan = make_plan(small.home.region)
    make_action(plan)
    with pytest.raises(NotYourPlan, match="Only the lead"):
        submit_plan(plan=plan, by=member.reader)


def test_progress_is_kept_and_moves_the_state(small, member):
    action = make_action(make_plan(small.home.region))
    report_progress(
        action=action, state=ActionState.DELAYED, percent=20, text="Late", by=member.reader
    )
    action.refresh_from_db()
    assert action.state == ActionState.DELAYED
    step = action.progress.get()
    assert (step.percent, step.text, step.by) == (20, "Late", member.user)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        action.progress.update(percent=90)


def test_done_needs_evidence_and_implements_the_pair(small, lead):
    region = small.home.region
    decision = make_decision(region=region)
    action = make_action(make_plan(region), decision=decision, state=ActionState.UNDER_WAY)
    with pytest.raises(PlanNeedsMore):
        close_action(action=action, done_on=clock.today(), evidence=" ", by=lead.reader)
    close_action(
        action=action,
        done_on=clock.today(),
        evidence="Decree 12",
        funding_levered=Decimal(5000),
        by=lead.reader,
    )
    action.refresh_from_db()
    assert (action.state, action.funding_levered) == (ActionState.DONE, Decimal(5000))
    assert action.evidence.get().text == "Decree 12"
    assert status_of(decision.transfer.practice, region) == "done"


def test_a_dropped_action_falls_back_to_the_decision(small, lead):
    region = small.home.region
    decision = make_decision(region=region, outcome=Outcome.LEARN)
    action = take_into_plan(decision=decision, plan=make_plan(region), by=lead.reader)
    assert status_of(decision.transfer.practice, region) == "plan"
    with pytest.raises(PlanNeedsMore, match="Write why"):
        drop_action(action=action, reason="", by=lead.reader)
    drop_action(action=action, reason="No partner was found.", by=lead.reader)
    action.refresh_from_db()
    assert (action.state, action.drop_reason) == (ActionState.DROPPED, "No partner was found.")
    assert status_of(decision.transfer.practice, region) == "learn"


def test_the_pair_stays_in_plan_while_another_action_carries_it(small, lead):
    region = small.home.region
    decision = make_decision(region=region)
    plan = make_plan(region)
    first = take_into_plan(decision=decision, plan=plan, by=lead.reader)
    practice = decision.transfer.practice
    add_action(
        plan=plan, text=ActionText(title="More"), source=Source(practice=practice), by=lead.reader
    )
    drop_action(action=first, reason="Too big.", by=lead.reader)
    assert status_of(practice, region) == "plan"


def test_actions_change_places(small, member):
    plan = make_plan(small.home.region)
    one, two = make_action(plan, title="One"), make_action(plan, title="Two")
    move_action(action=two, up=True, by=member.reader)
    assert list(plan.actions.in_order().values_list("title", flat=True)) == ["Two", "One"]
    move_action(action=two, up=True, by=member.reader)
    one.refresh_from_db()
    assert one.position == 2


def test_dates_out_of_order_are_refused(small, member):
    action = make_action(make_plan(small.home.region))
    text = ActionText(title="A", starts_on=clock.today(), ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(PlanNeedsMore, match="after the start date"):
        edit_action(action=action, text=text, by=member.reader)


@pytest.mark.rights("PL06")
def test_a_plan_with_actions_is_not_deleted(small, lead):
    plan = make_plan(small.home.region)
    make_action(plan)
    with pytest.raises(NotAsThePlanStands, match="without actions"):
        delete_plan(plan=plan, by=lead.reader)
    empty = make_plan(small.home.region)
    delete_plan(plan=empty, by=lead.reader)
    assert list(Plan.objects.all()) == [plan]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": ActionState.DROPPED},
        {"state": ActionState.DONE},
        {"state": ActionState.PLANNED, "done_on": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_half_an_end(small, wrong):
    action = make_action(make_plan(small.home.region))
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**wrong)


def test_the_database_refuses_two_sources_in_one(small):
    action = make_action(make_plan(small.home.region))
    decision = make_decision(region=small.home.region)
    with pytest.raises(IntegrityError, match="exactly_one"), transaction.atomic():
        ActionSource.objects.create(
            action=action,
            kind=SourceKind.DECISION,
            decision=decision,
            practice=decision.transfer.practice,
        )
