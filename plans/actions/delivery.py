"""What becomes of an action: progress, milestones, evidence, done or dropped."""

from datetime import date
from decimal import Decimal

from assessments.models import Decision
from core import clock
from core.audit import action, record
from plans.models import (
    Action,
    ActionSource,
    ActionState,
    Evidence,
    Milestone,
    Progress,
)
from plans.refusals import NotAsThePlanStands, NotYourPlan, PlanNeedsMore, refuse
from plans.rules import (
    close_blockers,
    drop_blockers,
    leading_refusals,
    progress_blockers,
    writing_refusals,
)
from practices.actions import move_transfer
from practices.models import TransferStatus
from regions.reader import Reader


def lock_action(action_row: Action) -> Action:
    return (
        Action.objects.select_for_update(of=("self",))
        .select_related("plan__region")
        .get(pk=action_row.pk)
    )


@action
def report_progress(
    *, action: Action, state: ActionState, percent: int, text: str, by: Reader
) -> Progress:
    """A member says how an open action is going (planned, under way, delayed; 0 to 100 %)."""
    action = lock_action(action)
    refuse(NotYourPlan, writing_refusals(by, action.plan.region))
    refuse(NotAsThePlanStands, progress_blockers(action))
    progress = Progress.objects.create(
        action=action,
        state=state,
        percent=percent,
        text=text.strip(),
        reported_on=clock.today(),
        by_id=by.user_id,
    )
    before = action.state
    action.state = state
    action.save(update_fields=["state"])
    record(
        by=by,
        verb="action.progress",
        obj=action,
        changes={"from": before, "to": state, "percent": percent},
    )
    return progress


@action
def add_milestone(*, action: Action, title: str, due_on: date, by: Reader) -> Milestone:
    """Add a step with its date to an open action."""
    action = lock_action(action)
    refuse(NotYourPlan, writing_refusals(by, action.plan.region))
    refuse(NotAsThePlanStands, progress_blockers(action))
    milestone = Milestone.objects.create(action=action, title=title.strip(), due_on=due_on)
    record(by=by, verb="milestone.added", obj=action, changes={"milestone": milestone.pk})
    return milestone


@action
def reach_milestone(*, milestone: Milestone, reached_on: date, by: Reader) -> Milestone:
    """Note the day on which a milestone was reached."""
    locked = lock_action(milestone.action)
    refuse(NotYourPlan, writing_refusals(by, locked.plan.region))
    refuse(NotAsThePlanStands, close_blockers(locked, reached_on, clock.today()))
    milestone.reached_on = reached_on
    milestone.save(update_fields=["reached_on"])
    record(by=by, verb="milestone.reached", obj=locked, changes={"milestone": milestone.pk})
    return milestone


@action
def add_evidence(*, action: Action, text: str, url: str, dated_on: date, by: Reader) -> Evidence:
    """Add a proof of what became of the action, also after it was closed."""
    action = lock_action(action)
    refuse(NotYourPlan, writing_refusals(by, action.plan.region))
    evidence = Evidence.objects.create(
        action=action, text=text.strip(), url=url, dated_on=dated_on, by_id=by.user_id
    )
    record(by=by, verb="action.evidence", obj=action, changes={"evidence": evidence.pk})
    return evidence


@action
def close_action(
    *,
    action: Action,
    done_on: date,
    evidence: str,
    funding_levered: Decimal | None = None,
    improves_policy: bool = False,
    by: Reader,
) -> Action:
    """The lead says an action is done, with its evidence; the pair counts as implemented."""
    action = lock_action(action)
    refuse(NotYourPlan, leading_refusals(by, action.plan.region))
    refuse(NotAsThePlanStands, close_blockers(action, done_on, clock.today()))
    if not evidence.strip():
        raise PlanNeedsMore
    Evidence.objects.create(
        action=action, text=evidence.strip(), dated_on=done_on, by_id=by.user_id
    )
    action.state = ActionState.DONE
    action.done_on = done_on
    action.funding_levered = funding_levered
    action.improves_policy = improves_policy
    action.save(update_fields=["state", "done_on", "funding_levered", "improves_policy"])
    record(by=by, verb="action.done", obj=action, changes={"on": done_on})
    for source in action.sources.about_practices():
        practice = source.practice_cited
        if practice is not None:
            region = action.plan.region
            move_transfer(practice=practice, region=region, to=TransferStatus.DONE, by=by)
    return action


@action
def drop_action(*, action: Action, reason: str, by: Reader) -> Action:
    """Give an action up, with its reason; the pair falls back to the region's latest decision."""
    action = lock_action(action)
    refuse(NotYourPlan, leading_refusals(by, action.plan.region))
    refuse(NotAsThePlanStands, drop_blockers(action, reason or "-"))
    refuse(PlanNeedsMore, drop_blockers(action, reason))
    action.state = ActionState.DROPPED
    action.dropped_on = clock.today()
    action.drop_reason = reason.strip()
    action.save(update_fields=["state", "dropped_on", "drop_reason"])
    record(by=by, verb="action.dropped", obj=action)
    for source in action.sources.about_practices():
        _fall_back(source, action, by)
    return action


def _fall_back(source: ActionSource, dropped: Action, by: Reader) -> None:
    """To the decision in force, unless another action still carries the practice."""
    practice = source.practice_cited
    if practice is None or ActionSource.objects.still_carried(practice, dropped).exists():
        return
    decision = (
        Decision.objects.in_force()
        .filter(transfer__practice=practice, transfer__region=dropped.plan.region)
        .order_by("-made_at", "-pk")
        .first()
    )
    fallen = TransferStatus(decision.outcome) if decision else TransferStatus.INTERESTED
    move_transfer(practice=practice, region=dropped.plan.region, to=fallen, by=by, falls_back=True)
