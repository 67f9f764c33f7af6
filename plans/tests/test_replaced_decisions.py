"""Actions whose decision was replaced: named where one decides, and asked about."""

from datetime import date

import pytest

from plans.next_steps import next_steps
from plans.tests.factories import make_action, make_decision, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


def titles(persona):
    steps = [str(each.title) for each in next_steps(persona.reader, TODAY)]
    return [each for each in steps if not each.startswith("Say how")]


@pytest.fixture
def planned(small):
    """A decision with its action."""
    old = make_decision(region=small.home.region)
    action = make_action(make_plan(small.home.region), decision=old, title="Six checks")
    return old, action


def replace(old, **fields):
    transfer = old.transfer
    return make_decision(transfer.practice, transfer.region, supersedes=old, **fields)


def test_they_go_on_under_a_new_decision(small, planned, lead, member):
    old, action = planned
    new = replace(old, outcome="learn")
    page = member.get(new.get_absolute_url()).text
    assert "They go on." in page
    assert action.get_absolute_url() in page
    assert "Take into the plan as a new action" in page
    assert titles(lead) == []
    before = member.get(old.get_absolute_url()).text
    assert action.get_absolute_url() in before
    assert "They go on." not in before


def test_not_for_us_now_asks_what_becomes_of_them(small, planned, lead, member):
    old, action = planned
    new = replace(old, outcome="not_now")
    page = member.get(new.get_absolute_url()).text
    assert "Drop each with the reason" in page
    assert action.get_absolute_url() in page
    assert "Take into the plan" not in page
    assert titles(lead) == ["Drop action 1, or say why it goes on"]
    assert titles(member) == []
    replace(new, outcome="adapt")
    assert titles(lead) == []


def test_the_form_names_them(small, planned, lead):
    old, action = planned
    transfer = old.transfer
    url = f"/assessments/pair/{transfer.practice.slug}/{transfer.region.code}/decide/"
    page = lead.get(url).text
    assert "In the plan because of earlier decisions on this practice." in page
    assert action.get_absolute_url() in page


def test_plans_that_a_reader_may_not_read_are_not_named(small, planned, stranger):
    old, _action = planned
    page = stranger.get(replace(old, outcome="not_now").get_absolute_url()).text
    assert "Drop each" not in page
    assert "Six checks" not in page
