"""From a gap to an action that closes it, and back; to close a gap puts nothing into the plan."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.tests.pairs import make_clear, make_strange_practice
from plans.actions import drop_action
from plans.actions.writing import Source
from plans.models import Action, ActionSource, PlanState, SourceKind
from plans.panels import plans_with_practice
from plans.tests.factories import make_action, make_plan
from practices.models import RequirementKind, Transfer
from practices.tests.factories import make_practice, make_requirement
from regions.reader import Reader
from regions.tests.factories import make_context


@pytest.fixture
def practice(small):
    practice = make_strange_practice(title="Cluster house", slug="cluster-house")
    make_requirement(practice.published_revision, kind="staff", needed=3)
    make_context(small.home.region, "staff", 1)
    return practice


def gap_url(practice, kind="staff", code="SE22"):
    return reverse("gap_plan", args=[code, practice.slug, kind])


def close(plan, practice, kind="staff", **fields):
    action = make_action(plan, **fields)
    action.sources.all().delete()
    ActionSource.objects.create(
        action=action, kind=SourceKind.GAP, gap_kind=kind, practice=practice
    )
    return action


def flat(response):
    return " ".join(response.text.split())


def test_a_gap_leads_to_the_form_and_its_action_names_it(member, small, practice):
    plan = make_plan(small.home.region)
    answer = member.get(gap_url(practice))
    form_url = reverse("action_new", args=["SE22", plan.number])
    assert (answer.status_code, answer.url) == (
        302,
        f"{form_url}?gap=staff&practice=cluster-house",
    )
    page = member.get(answer.url)
    assert 'value="Staff for Cluster house"' in page.text
    assert "The gap “Staff” of Cluster house" in page.text
    sent = member.post(answer.url, {"source": "gap", "title": "Two more posts"})
    action = Action.objects.get(title="Two more posts")
    assert (sent.status_code, sent.url) == (302, action.get_absolute_url())
    source = action.sources.get()
    assert (source.kind, source.gap_kind, source.practice) == ("gap", "staff", practice)
    back = flat(member.get(action.get_absolute_url()))
    assert "closes the gap “Staff” of" in back
    assert f'href="{practice.get_absolute_url()}#gaps"' in back


def test_to_close_a_gap_puts_the_practice_into_no_plan(member, small, practice, rf):
    plan = make_plan(small.home.region)
    url = reverse("action_new", args=["SE22", plan.number]) + "?gap=staff&practice=cluster-house"
    member.post(url, {"source": "gap", "title": "Two more posts"})
    assert Transfer.objects.count() == 0
    request = rf.get("/")
    request.reader = Reader.for_user(member.user.pk)
    assert plans_with_practice(request, [practice.pk]) == {}
    assert Action.objects.get().sources.get().practice_cited is None


def test_an_open_action_stands_on_the_gap_that_it_closes(member, small, practice):
    plan = make_plan(small.home.region)
    make_action(plan)
    action = close(plan, practice)
    url = make_clear(small.home.region, practice).get_absolute_url()
    for address in (url, practice.get_absolute_url()):
        page = flat(member.get(address))
        assert f'closed by <a href="{action.get_absolute_url()}">action {plan.number}.2</a>' in page
        assert "Plan an action" not in page
    drop_action(action=action, reason="No money.", by=Reader.system())
    page = flat(member.get(url))
    assert "closed by" not in page
    assert "Plan an action" in page


def test_an_action_closes_no_other_gap_of_no_other_region_or_practice(member, small, practice):
    other = make_strange_practice()
    close(make_plan(small.home.region), other)
    close(make_plan(small.home.region), practice, kind="time")
    close(make_plan(small.other.region, state=PlanState.ADOPTED), practice)
    assert "closed by" not in flat(member.get(practice.get_absolute_url()))


def test_a_draft_plan_of_another_region_is_not_told_by_its_gaps(stranger, small, practice):
    close(make_plan(small.home.region), practice)
    assert "closed by" not in flat(stranger.get(practice.get_absolute_url()))


def test_two_open_plans_are_offered_and_none_says_what_to_do(member, small, practice):
    page = flat(member.get(gap_url(practice)))
    assert "No plan is open for change" in page
    for title in ("Plan A", "Plan B"):
        make_plan(small.home.region, title=title)
    page = flat(member.get(gap_url(practice)))
    assert "Plan A" in page
    assert "?gap=staff&amp;practice=cluster-house" in page


@pytest.mark.rights("N01")
def test_others_find_no_such_page(stranger, stranger_lead, administrator, visitor, practice):
    for person in (stranger, stranger_lead, administrator, visitor):
        assert person.get(gap_url(practice)).status_code == 404


def test_an_address_that_names_nothing_is_not_found(member, small, practice):
    draft = make_practice(slug="hidden", partner=small.other.partner)
    draft.published_revision = None
    draft.save()
    for address in (
        gap_url(practice, kind="magic"),
        gap_url(draft),
        reverse("gap_plan", args=["SE22", "nothing", "staff"]),
    ):
        assert member.get(address).status_code == 404
    plan = make_plan(small.home.region)
    url = reverse("action_new", args=["SE22", plan.number])
    assert "The gap" not in member.get(f"{url}?gap=staff&practice=hidden").text
    answer = member.post(f"{url}?gap=staff&practice=hidden", {"source": "gap", "title": "X"})
    assert (answer.status_code, Action.objects.count()) == (400, 0)


def test_a_source_is_one_thing_and_a_gap_may_name_its_practice(small, practice):
    action = make_action(make_plan(small.home.region))
    for wrong in ({"kind": "gap"}, {"kind": "practice", "practice": practice, "gap_kind": "staff"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionSource.objects.create(action=action, **wrong)
    ActionSource.objects.create(action=action, kind="gap", gap_kind="staff")
    named = Source(gap_kind=RequirementKind.STAFF, practice=practice)
    assert (named.kind, named.practice_carried) == (SourceKind.GAP, None)
