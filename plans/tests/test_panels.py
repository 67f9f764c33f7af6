"""What the plan shows on the page of a decision."""

import pytest

from plans.tests.factories import make_action, make_decision, make_plan

pytestmark = pytest.mark.django_db

WAY = "/decisions/{pk}/plan/"


@pytest.fixture
def decision(small):
    return make_decision(region=small.home.region)


def read(persona, decision):
    return persona.get(decision.get_absolute_url()).content.decode()


def test_people_of_the_region_are_led_from_the_decision_into_the_plan(decision, member):
    assert f'href="{WAY.format(pk=decision.pk)}"' in read(member, decision)


def test_others_read_the_decision_without_that_way(decision, stranger, coordinator):
    for other in (stranger, coordinator):
        assert "Take into the plan" not in read(other, decision)


def test_a_decision_in_the_plan_leads_to_its_action_for_who_may_read_it(
    small, decision, member, stranger
):
    action = make_action(make_plan(small.home.region), decision=decision)
    own = read(member, decision)
    assert f'href="{action.get_absolute_url()}"' in own
    assert "Take into the plan" not in own
    assert action.get_absolute_url() not in read(stranger, decision)


def test_after_the_action_was_dropped_the_way_is_open_again(small, decision, lead):
    make_action(make_plan(small.home.region), decision=decision, state="dropped")
    assert f'href="{WAY.format(pk=decision.pk)}"' in read(lead, decision)
