"""The plan's rules without a database."""

from datetime import date

import pytest

from plans.models import Action, ActionState, PlanState, PlanVersion
from plans.rules import (
    adopt_blockers,
    close_blockers,
    dates_blockers,
    delete_blockers,
    drop_blockers,
    editing_blockers,
    new_version_blockers,
    progress_blockers,
    submit_blockers,
)

TODAY = date(2026, 5, 4)


def version(state: str, number: int = 1) -> PlanVersion:
    return PlanVersion(number=number, state=state)


def test_a_draft_can_be_changed():
    assert editing_blockers(version(PlanState.DRAFT)) == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PlanState.ADOPTED, "The plan is adopted. Start a new version to change it."),
        (PlanState.SUBMITTED, "The plan is submitted. Take it back to draft to change it."),
    ],
)
def test_what_is_handed_in_does_not_change(state, sentence):
    assert [str(each) for each in editing_blockers(version(state))] == [sentence]


def test_an_empty_plan_is_not_submitted():
    reasons = submit_blockers(version(PlanState.DRAFT), 0)
    assert [str(each) for each in reasons] == [
        "Add at least one action before you submit the plan."
    ]
    assert submit_blockers(version(PlanState.DRAFT), 1) == []


def test_only_a_submitted_plan_is_adopted_and_not_tomorrow():
    assert adopt_blockers(version(PlanState.SUBMITTED), TODAY, TODAY) == []
    assert adopt_blockers(version(PlanState.DRAFT), TODAY, TODAY) != []
    assert adopt_blockers(version(PlanState.SUBMITTED), date(2026, 5, 5), TODAY) != []


def test_a_new_version_starts_from_an_adopted_one():
    assert new_version_blockers(version(PlanState.ADOPTED)) == []
    assert new_version_blockers(version(PlanState.DRAFT)) != []


def test_only_the_first_empty_draft_is_deleted():
    assert delete_blockers(version(PlanState.DRAFT), 0) == []
    assert delete_blockers(version(PlanState.DRAFT), 1) != []
    assert delete_blockers(version(PlanState.DRAFT, number=2), 0) != []


def test_dates_must_be_in_order():
    assert dates_blockers(TODAY, TODAY) == []
    reasons = dates_blockers(TODAY, date(2026, 5, 3))
    assert [str(each) for each in reasons] == ["Choose an end date after the start date."]


def test_a_dropped_action_needs_its_reason():
    action = Action(state=ActionState.UNDER_WAY)
    assert drop_blockers(action, "No partner was found.") == []
    assert [str(each) for each in drop_blockers(action, "  ")] == [
        "Write why the action is dropped. Others learn from it."
    ]


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_a_closed_action_stays_closed(state):
    action = Action(state=state)
    assert progress_blockers(action) != []
    assert close_blockers(action, TODAY, TODAY) != []
    assert drop_blockers(action, "Because") != []
