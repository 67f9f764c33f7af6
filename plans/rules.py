"""Who may do what to a plan, and what stands against it: pure, each reason a sentence."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.models import Action, ActionState, Plan, PlanState, PlanVersion
from regions.models import Region
from regions.reader import Reader

type Reasons = list[str | Promise]

OPEN_STATES = (ActionState.PLANNED, ActionState.UNDER_WAY, ActionState.DELAYED)


def writing_refusals(reader: Reader, region: Region) -> Reasons:
    """PL02, N01, N02: people of the region write its plan."""
    if reader.is_system or region.pk in reader.region_ids:
        return []
    return [_("Only people of the region write its plan.")]


def leading_refusals(reader: Reader, region: Region) -> Reasons:
    """PL03, PL06, N03: the region's lead submits, adopts, closes and drops."""
    if reader.is_system or region.pk in reader.lead_region_ids:
        return []
    return [_("Only the lead of the region can do this. Ask the lead to do it.")]


def dates_blockers(starts_on: date | None, ends_on: date | None) -> Reasons:
    if starts_on and ends_on and ends_on < starts_on:
        return [_("Choose an end date after the start date.")]
    return []


def editing_blockers(version: PlanVersion) -> Reasons:
    """Actions and text change in a draft only; an adopted plan needs a new version."""
    if version.state == PlanState.ADOPTED:
        return [_("The plan is adopted. Start a new version to change it.")]
    if version.state == PlanState.SUBMITTED:
        return [_("The plan is submitted. Take it back to draft to change it.")]
    return []


def submit_blockers(version: PlanVersion, action_count: int) -> Reasons:
    if version.state != PlanState.DRAFT:
        return [_("Only a draft can be submitted.")]
    if not action_count:
        return [_("Add at least one action before you submit the plan.")]
    return []


def adopt_blockers(version: PlanVersion, adopted_on: date, today: date) -> Reasons:
    if version.state != PlanState.SUBMITTED:
        return [_("Submit the plan before it is adopted.")]
    if adopted_on > today:
        return [_("The day of adoption lies in the future. Enter the day it was adopted.")]
    return []


def new_version_blockers(version: PlanVersion) -> Reasons:
    if version.state != PlanState.ADOPTED:
        return [_("A new version starts from an adopted plan; this one is still open.")]
    return []


def delete_blockers(version: PlanVersion, action_count: int) -> Reasons:
    """PL06: a draft without actions only."""
    if version.number > 1 or version.state != PlanState.DRAFT:
        return [_("A plan that was submitted or adopted stays on record.")]
    if action_count:
        return [_("Only a plan without actions can be deleted.")]
    return []


def source_blockers(plan: Plan, decision_region_id: int, is_in_force: bool) -> Reasons:
    """N01: an action cites decisions of its own region, and those in force."""
    if decision_region_id != plan.region_id:
        return [_("An action can only cite decisions of its own region.")]
    if not is_in_force:
        return [_("This decision was replaced by a later one. Use the later one.")]
    return []


def progress_blockers(action: Action) -> Reasons:
    if action.state not in OPEN_STATES:
        return [_("This action is closed. Its progress does not change any more.")]
    return []


def close_blockers(action: Action, done_on: date, today: date) -> Reasons:
    if action.state not in OPEN_STATES:
        return [_("This action is closed already.")]
    if done_on > today:
        return [_("The day lies in the future. Enter the day it was done.")]
    return []


def drop_blockers(action: Action, reason: str) -> Reasons:
    """The programme's rule: the reason for an action that is not carried out must be given."""
    if action.state not in OPEN_STATES:
        return [_("This action is closed already.")]
    if not reason.strip():
        return [_("Write why the action is dropped. Others learn from it.")]
    return []


def is_behind(action: Action, today: date) -> bool:
    """Delayed by report, past its end, or a milestone is overdue (needs `milestones`)."""
    if action.state not in OPEN_STATES:
        return False
    overdue = any(
        each.reached_on is None and each.due_on < today for each in action.milestones.all()
    )
    past = action.ends_on is not None and action.ends_on < today
    return action.state == ActionState.DELAYED or overdue or past
