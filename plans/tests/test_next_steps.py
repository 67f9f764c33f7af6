"""What the plan asks of a member and of the lead."""

from datetime import date, timedelta

from plans.next_steps import next_steps
from plans.tests.factories import make_action, make_decision, make_plan

TODAY = date(2026, 5, 4)


def titles(persona) -> list[str]:
    return [str(step.title) for step in next_steps(persona.reader, TODAY)]


def report(action, days_ago: int) -> None:
    day = TODAY - timedelta(days=days_ago)
    action.progress.create(state="under_way", percent=10, text="Going on", reported_on=day)


def test_an_action_that_nobody_reported_on_is_asked_about(small, member, stranger):
    plan = make_plan(small.home.region)
    make_action(plan)
    assert titles(member) == ["Say how action 1 is going"]
    assert titles(stranger) == []


def test_what_was_reported_lately_is_left_alone(small, member):
    action = make_action(make_plan(small.home.region))
    report(action, 10)
    assert titles(member) == []


def test_a_milestone_that_passed_is_due(small, member):
    action = make_action(make_plan(small.home.region))
    report(action, 10)
    action.milestones.create(title="Peers trained", due_on=TODAY - timedelta(days=3))
    (step,) = next_steps(member.reader, TODAY)
    assert (step.due_on, step.is_late(TODAY)) == (date(2026, 5, 1), True)


def test_what_ended_or_has_not_begun_is_not_asked_about(small, member):
    plan = make_plan(small.home.region)
    make_action(plan, state="done")
    make_action(plan, state="dropped")
    make_action(plan, starts_on=TODAY + timedelta(days=1))
    assert titles(member) == []


def test_the_lead_plans_what_was_decided(small, lead, member):
    decision = make_decision(region=small.home.region)
    assert titles(lead) == [f"Take “{decision.transfer.practice}” into the plan"]
    assert titles(member) == []
