"""One action: who reads it, who writes it, what becomes of it."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import count_queries
from core.idempotency import KEY_FIELD
from plans.models import Action, ActionState, Plan, PlanState
from plans.tests.factories import make_action, make_decision, make_plan

PROGRESS = {"state": "under_way", "percent": "40", "text": "The first workshop was held."}


@pytest.fixture
def action(small) -> Action:
    return make_action(make_plan(small.home.region), title="Six checks")


def at(name: str, action: Action, *more: int) -> str:
    plan = action.plan
    return reverse(name, args=[plan.region.code, plan.number, action.pk, *more])


def test_an_action_reads_as_its_plan(action, member, stranger, visitor):
    url = action.get_absolute_url()
    assert "Six checks" in member.get(url).text
    assert stranger.get(url).status_code == 404
    assert visitor.get(url).status_code == 404


@pytest.mark.rights("N05")
def test_the_steering_committee_reads_actions_once_the_plan_is_submitted(
    small, steering, coordinator
):
    for state, status in ((PlanState.DRAFT, 404), (PlanState.SUBMITTED, 200)):
        url = make_action(make_plan(small.home.region, state=state)).get_absolute_url()
        assert steering.get(url).status_code == status
        assert coordinator.get(url).status_code == status


def test_an_action_of_another_plan_is_not_found_here(small, action, member):
    other = make_plan(small.home.region)
    url = reverse("action_detail", args=[other.region.code, other.number, action.pk])
    assert member.get(url).status_code == 404


def test_a_member_reports_progress_once(action, member):
    body = PROGRESS | {KEY_FIELD: "a-key-of-one-form"}
    for _again in range(2):
        answer = member.post(at("action_progress", action), body)
        assert (answer.status_code, answer.url) == (302, action.get_absolute_url())
    step = action.progress.get()
    assert (step.percent, step.text) == (40, PROGRESS["text"])
    assert "40 percent done" in member.get(action.get_absolute_url()).text


def test_progress_with_errors_keeps_the_text(action, member):
    answer = member.post(at("action_progress", action), PROGRESS | {"percent": "140"})
    assert answer.status_code == 400
    assert PROGRESS["text"] in answer.text
    assert action.progress.count() == 0


def test_a_stranger_neither_reads_nor_reports(small, stranger, visitor):
    plan = make_plan(small.home.region, state=PlanState.ADOPTED, is_public=True)
    action = make_action(plan)
    assert stranger.get(action.get_absolute_url()).status_code == 200
    assert stranger.post(at("action_progress", action), PROGRESS).status_code == 404
    assert visitor.post(at("action_progress", action), PROGRESS).status_code == 404
    assert action.progress.count() == 0


def test_a_member_does_not_close_or_drop(action, member, lead):
    done = {"done_on": "2026-01-02", "evidence": "Decree 12"}
    assert member.post(at("action_close", action), done).status_code == 403
    assert member.post(at("action_drop", action), {"reason": "No"}).status_code == 403
    assert lead.post(at("action_close", action), done).status_code == 302
    action.refresh_from_db()
    assert action.state == ActionState.DONE


def test_dropping_without_a_reason_says_what_to_do(action, lead):
    answer = lead.post(at("action_drop", action), {"reason": ""})
    assert answer.status_code == 400
    assert "Enter “Why is it dropped?”" in answer.text
    lead.post(at("action_drop", action), {"reason": "The money went elsewhere."})
    action.refresh_from_db()
    assert action.drop_reason == "The money went elsewhere."


def test_milestones_and_evidence(action, member):
    member.post(at("milestone_add", action), {"title": "Peers trained", "due_on": "2026-06-01"})
    milestone = action.milestones.get()
    member.post(at("milestone_reach", action, milestone.pk), {"reached_on": "2026-01-02"})
    milestone.refresh_from_db()
    assert str(milestone.reached_on) == "2026-01-02"
    proof = {"text": "Report", "url": "https://example.org/r", "dated_on": "2026-01-02"}
    member.post(at("evidence_add", action), proof)
    assert action.evidence.get().url == "https://example.org/r"


def test_an_action_from_a_decision_leads_back_to_its_practice(small, member):
    plan = make_plan(small.home.region)
    decision = make_decision(region=small.home.region)
    body = {"source": str(decision.pk), "title": "Six checks"}
    url = reverse("action_new", args=[plan.region.code, plan.number])
    answer = member.post(url, body)
    action = Action.objects.get()
    assert answer.url == action.get_absolute_url()
    practice = decision.transfer.practice
    assert practice.get_absolute_url() in member.get(action.get_absolute_url()).text
    assert action.get_absolute_url() in member.get(practice.get_absolute_url()).text


def test_an_own_idea_is_said_in_a_sentence(small, member):
    plan = make_plan(small.home.region)
    url = reverse("action_new", args=[plan.region.code, plan.number])
    wrong = member.post(url, {"source": "own_idea", "title": "Day for teachers"})
    assert (wrong.status_code, Action.objects.count()) == (400, 0)
    member.post(url, {"source": "own_idea", "own_idea": "A teacher asked", "title": "A day"})
    assert Action.objects.get().sources.get().note == "A teacher asked"


def test_a_decision_goes_into_a_plan_that_is_open(small, member, stranger):
    decision = make_decision(region=small.home.region)
    url = reverse("decision_plan", args=[decision.pk])
    assert "No plan is open for change" in member.get(url).text
    plan = make_plan(small.home.region)
    assert plan.title in member.get(url).text
    assert stranger.get(url).status_code == 404
    assert member.post(url, {"plan": "99"}).status_code == 404
    assert member.post(url, {"plan": plan.number}).status_code == 302
    assert Plan.objects.get().actions.get().sources.get().decision == decision


@pytest.mark.parametrize("count", [1, 3])
def test_more_progress_does_not_ask_more(action, member, count):
    for percent in range(count):
        action.progress.create(
            state="under_way", percent=percent, text="Step", reported_on=action.starts_on
        )
    assert count_queries(member, action.get_absolute_url()) == 8
