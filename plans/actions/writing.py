"""Actions of a draft plan: add, take from a decision, edit, reorder."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from assessments.models import Decision, Mitigation
from core.audit import action, record
from plans.actions.plan import lock_plan
from plans.models import Action, ActionSource, Milestone, Plan, SourceKind
from plans.refusals import NotAsThePlanStands, NotYourPlan, PlanNeedsMore, refuse
from plans.rules import dates_blockers, editing_blockers, source_blockers, writing_refusals
from practices.actions import move_transfer
from practices.models import Practice, TransferStatus
from regions.reader import Reader


@dataclass(frozen=True)
class ActionText:
    """The fields of the action plan's template, as a form gives them. Costs are in euro."""

    title: str
    background: str = ""
    description: str = ""
    players: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    cost: Decimal | None = None
    funding_sources: str = ""


@dataclass(frozen=True)
class Source:
    """Why an action is there; exactly one field is given, and with a gap its practice."""

    decision: Decision | None = None
    practice: Practice | None = None
    mitigation: Mitigation | None = None
    gap_kind: str = ""
    own_idea: str = ""

    @property
    def kind(self) -> SourceKind:
        if self.gap_kind:
            return SourceKind.GAP
        if self.decision:
            return SourceKind.DECISION
        if self.practice:
            return SourceKind.PRACTICE
        return SourceKind.MITIGATION if self.mitigation else SourceKind.OWN_IDEA

    @property
    def practice_carried(self) -> Practice | None:
        """The practice that is "in plan" from now on; to close its gap is not that yet."""
        if self.decision:
            return self.decision.transfer.practice
        return None if self.gap_kind else self.practice


@action
def add_action(*, plan: Plan, text: ActionText, source: Source, by: Reader) -> Action:
    """Add an action at the end of a draft, with its source; the pair moves to "in plan"."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, writing_refusals(by, plan.region))
    refuse(NotAsThePlanStands, editing_blockers(version))
    refuse(PlanNeedsMore, dates_blockers(text.starts_on, text.ends_on))
    _check_source(plan, source)
    last = plan.actions.aggregate(last=Max("position"))["last"] or 0
    made = Action.objects.create(plan=plan, position=last + 1, **vars(text))
    ActionSource.objects.create(
        action=made,
        kind=source.kind,
        decision=source.decision,
        practice=source.practice,
        mitigation=source.mitigation,
        gap_kind=source.gap_kind,
        note=source.own_idea,
    )
    record(by=by, verb="action.added", obj=made, changes={"plan": plan.pk, "from": source.kind})
    practice = source.practice_carried
    if practice is not None:
        move_transfer(practice=practice, region=plan.region, to=TransferStatus.PLAN, by=by)
    return made


def _check_source(plan: Plan, source: Source) -> None:
    if source.decision:
        in_force = Decision.objects.in_force().filter(pk=source.decision.pk).exists()
        region_id = source.decision.transfer.region_id
        refuse(NotAsThePlanStands, source_blockers(plan, region_id, in_force))
    if source.mitigation:
        region_id = source.mitigation.assessment.transfer.region_id
        refuse(NotAsThePlanStands, source_blockers(plan, region_id, True))


@action
def take_into_plan(*, decision: Decision, plan: Plan, by: Reader) -> Action:
    """Make an action from a decision, and one from each answer to an obstacle that it rests on.

    Returns the action that cites the decision; texts are drafts for the region to finish.
    """
    practice = decision.transfer.practice
    made = add_action(
        plan=plan,
        text=ActionText(
            title=practice.title,
            background=decision.rationale,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
        ),
        source=Source(decision=decision),
        by=by,
    )
    for mitigation in unplanned_answers(decision):
        answer = add_action(
            plan=plan,
            text=ActionText(
                title=_("%(topic)s for %(practice)s")
                % {"topic": mitigation.criterion.topic.capitalize(), "practice": practice.title},
                description=mitigation.text,
                players=mitigation.owner,
                ends_on=mitigation.due_on,
            ),
            source=Source(mitigation=mitigation),
            by=by,
        )
        Milestone.objects.create(
            action=answer, title=mitigation.text[:160], due_on=mitigation.due_on
        )
    record(by=by, verb="decision.planned", obj=decision, changes={"action": made.pk})
    return made


def unplanned_answers(decision: Decision) -> list[Mitigation]:
    """The answers to obstacles that the decision rests on and no action carries yet."""
    if decision.assessment_id is None:
        return []
    return list(
        Mitigation.objects.filter(
            assessment_id=decision.assessment_id, action_sources__isnull=True
        ).select_related("criterion", "assessment__transfer")
    )


@action
def edit_action(*, action: Action, text: ActionText, by: Reader) -> Action:
    """Change the text of an action in a draft."""
    plan, version = lock_plan(action.plan)
    refuse(NotYourPlan, writing_refusals(by, plan.region))
    refuse(NotAsThePlanStands, editing_blockers(version))
    refuse(PlanNeedsMore, dates_blockers(text.starts_on, text.ends_on))
    for name, value in vars(text).items():
        setattr(action, name, value)
    action.save(update_fields=list(vars(text)))
    record(by=by, verb="action.edited", obj=action)
    return action


@action
def move_action(*, action: Action, up: bool, by: Reader) -> Action:
    """Change places with the neighbour above or below; at the end of the list nothing moves."""
    plan, version = lock_plan(action.plan)
    refuse(NotYourPlan, writing_refusals(by, plan.region))
    refuse(NotAsThePlanStands, editing_blockers(version))
    action = Action.objects.get(pk=action.pk)
    others = plan.actions.filter(position__lt=action.position).order_by("-position")
    if not up:
        others = plan.actions.filter(position__gt=action.position).order_by("position")
    neighbour = others.first()
    if neighbour is not None:
        action.position, neighbour.position = neighbour.position, action.position
        action.save(update_fields=["position"])
        neighbour.save(update_fields=["position"])
    record(by=by, verb="action.moved", obj=action, changes={"number": action.position})
    return action
