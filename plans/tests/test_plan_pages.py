"""The list of plans and one plan, for everybody who may or may not read it."""

import pytest
from django.urls import reverse

from clusterix.testing.queries import count_queries
from plans.models import Plan, PlanState
from plans.tests.factories import make_action, make_decision, make_plan

PLAN = {
    "title": "Clusters that meet",
    "policy_instrument": "Regional strategy",
    "context": "",
    "starts_on": "2026-01-01",
    "ends_on": "2027-12-31",
}


def new_url(region) -> str:
    return reverse("plan_new", args=[region.code])


@pytest.fixture
def draft(small) -> Plan:
    return make_plan(small.home.region, title="Draft of home")


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.SUBMITTED])
def test_an_open_plan_is_the_regions_own(small, state, member, stranger, visitor, steering):
    plan = make_plan(small.home.region, state=state, title="Ours alone")
    url, listing = plan.get_absolute_url(), reverse("plan_list")
    assert "Ours alone" in member.get(url).text
    assert stranger.get(url).status_code == 404
    assert visitor.get(url).status_code == 404
    assert "Ours alone" not in stranger.get(listing).text
    submitted = state == PlanState.SUBMITTED
    assert (steering.get(url).status_code == 200) is submitted
    assert ("Ours alone" in steering.get(listing).text) is submitted


def test_an_adopted_plan_is_for_members_and_if_public_for_all(small, stranger, visitor):
    hidden = make_plan(small.home.region, state=PlanState.ADOPTED, title="For members")
    public = make_plan(small.home.region, state=PlanState.ADOPTED, title="For all", is_public=True)
    assert stranger.get(hidden.get_absolute_url()).status_code == 200
    assert visitor.get(hidden.get_absolute_url()).status_code == 404
    assert visitor.get(public.get_absolute_url()).status_code == 200
    page = visitor.get(reverse("plan_list")).text
    assert ("For all" in page, "For members" in page) == (True, False)


def test_a_member_starts_a_plan(small, member):
    answer = member.post(new_url(small.home.region), PLAN)
    plan = Plan.objects.get()
    assert (answer.status_code, answer.url) == (302, plan.get_absolute_url())
    assert (plan.region, plan.number, plan.title) == (small.home.region, 1, PLAN["title"])


def test_a_stranger_cannot_start_one_here(small, stranger, visitor):
    assert stranger.post(new_url(small.home.region), PLAN).status_code == 404
    assert visitor.post(new_url(small.home.region), PLAN).status_code == 404
    assert Plan.objects.count() == 0


def test_what_was_typed_is_kept_with_the_error(small, member):
    answer = member.post(new_url(small.home.region), PLAN | {"title": "", "context": "Kept words"})
    assert answer.status_code == 400
    assert "Kept words" in answer.text
    assert "Enter “Title”" in answer.text
    assert Plan.objects.count() == 0


def test_dates_out_of_order_are_a_sentence(small, member):
    answer = member.post(new_url(small.home.region), PLAN | {"ends_on": "2025-01-01"})
    assert answer.status_code == 400
    assert "Choose an end date after the start date." in answer.text


def test_the_lead_submits_and_adopts(small, draft, lead, member):
    make_action(draft)
    steps = [draft.region.code, draft.number]
    assert member.post(reverse("plan_submit", args=steps)).status_code == 403
    assert lead.post(reverse("plan_submit", args=steps)).status_code == 302
    wrong = lead.post(reverse("plan_adopt", args=steps), {"adopted_on": "soon"})
    assert (wrong.status_code, "as a date" in wrong.text) == (400, True)
    lead.post(reverse("plan_adopt", args=steps), {"adopted_on": "2026-01-02"})
    assert draft.versions.get().state == PlanState.ADOPTED


def test_the_page_counts_as_its_table_does(small, member, frozen):
    plan = make_plan(small.home.region)
    make_action(plan, decision=make_decision(region=small.home.region), cost=36_000)
    make_action(plan, state="done", cost=400_000, funding_levered=12_000)
    make_action(plan, state="dropped", cost=1_000_000)
    figures = member.get(plan.get_absolute_url()).context["figures"]
    assert (figures.actions, figures.done, figures.dropped) == (2, 1, 1)
    assert (figures.practices, figures.cost, figures.funding_levered) == (1, 436_000, 12_000)


def test_decided_practices_without_an_action_wait_on_the_page(small, draft, member):
    decision = make_decision(region=small.home.region)
    make_decision(region=small.home.region, outcome="not_now")
    page = member.get(draft.get_absolute_url())
    assert page.context["waiting"] == [decision]
    assert reverse("decision_plan", args=[decision.pk]) in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_more_actions_do_not_ask_more(small, member, count):
    plan = make_plan(small.home.region)
    for _number in range(count):
        action = make_action(plan, decision=make_decision(region=small.home.region))
        action.milestones.create(title="Step", due_on=plan.ends_on)
    assert count_queries(member, plan.get_absolute_url()) == 10


@pytest.mark.parametrize("count", [1, 3])
def test_more_plans_do_not_ask_more(small, member, count):
    for _number in range(count):
        make_action(make_plan(small.home.region))
    assert count_queries(member, reverse("plan_list")) == 3
