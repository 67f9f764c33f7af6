"""The plan itself: create, edit, submit, adopt, start a new version, delete an empty draft."""

from dataclasses import dataclass
from datetime import date

from core import clock
from core.audit import action, record
from plans.models import Plan, PlanState, PlanVersion
from plans.refusals import NotAsThePlanStands, NotYourPlan, PlanNeedsMore, refuse
from plans.rules import (
    adopt_blockers,
    dates_blockers,
    delete_blockers,
    editing_blockers,
    leading_refusals,
    new_version_blockers,
    submit_blockers,
    writing_refusals,
)
from plans.snapshot import sha256_of, snapshot_of
from regions.models import Region
from regions.reader import Reader


@dataclass(frozen=True)
class PlanText:
    """Part I and II of a plan, as a form gives them."""

    title: str
    starts_on: date
    ends_on: date
    policy_instrument: str = ""
    context: str = ""
    is_public: bool = False


def lock_plan(plan: Plan) -> tuple[Plan, PlanVersion]:
    """The plan's row, locked, with its latest version; every plan has one."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("region").get(pk=plan.pk)
    return locked, locked.versions.latest("number")


@action
def create_plan(
    *, region: Region, text: PlanText, by: Reader, is_demonstration: bool = False
) -> Plan:
    """Start a region's next plan as a draft; plans are numbered within the region."""
    refuse(NotYourPlan, writing_refusals(by, region))
    refuse(PlanNeedsMore, dates_blockers(text.starts_on, text.ends_on))
    Region.objects.select_for_update().get(pk=region.pk)  # two at once get two numbers
    plan = Plan.objects.create(
        region=region,
        number=Plan.objects.next_number(region),
        is_demonstration=is_demonstration,
        **vars(text),
    )
    PlanVersion.objects.create(plan=plan, number=1)
    record(by=by, verb="plan.created", obj=plan, changes={"region": region.pk})
    return plan


@action
def edit_plan(*, plan: Plan, text: PlanText, by: Reader) -> Plan:
    """Change the general part of a draft."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, writing_refusals(by, plan.region))
    refuse(NotAsThePlanStands, editing_blockers(version))
    refuse(PlanNeedsMore, dates_blockers(text.starts_on, text.ends_on))
    for name, value in vars(text).items():
        setattr(plan, name, value)
    plan.save(update_fields=list(vars(text)))
    record(by=by, verb="plan.edited", obj=plan)
    return plan


@action
def submit_plan(*, plan: Plan, by: Reader) -> Plan:
    """Hand the draft in: coordinator and steering committee read it from now on."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, leading_refusals(by, plan.region))
    refuse(NotAsThePlanStands, submit_blockers(version, plan.actions.count()))
    version.state = PlanState.SUBMITTED
    version.submitted_at = clock.now()
    version.save(update_fields=["state", "submitted_at"])
    record(by=by, verb="plan.submitted", obj=plan, changes={"version": version.number})
    return plan


@action
def take_back_to_draft(*, plan: Plan, by: Reader) -> Plan:
    """Undo a submission before the plan is adopted."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, leading_refusals(by, plan.region))
    refuse(NotAsThePlanStands, adopt_blockers(version, clock.today(), clock.today()))
    version.state = PlanState.DRAFT
    version.submitted_at = None
    version.save(update_fields=["state", "submitted_at"])
    record(by=by, verb="plan.taken_back", obj=plan, changes={"version": version.number})
    return plan


@action
def adopt_plan(*, plan: Plan, adopted_on: date, by: Reader) -> Plan:
    """Lock the version with its snapshot and hash; the database refuses any later change."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, leading_refusals(by, plan.region))
    refuse(NotAsThePlanStands, adopt_blockers(version, adopted_on, clock.today()))
    version.snapshot = snapshot_of(plan)
    version.sha256 = sha256_of(version.snapshot)
    version.state = PlanState.ADOPTED
    version.adopted_on = adopted_on
    version.adopted_by_id = by.user_id
    version.save()
    record(
        by=by,
        verb="plan.adopted",
        obj=plan,
        changes={"version": version.number, "sha256": version.sha256, "on": adopted_on},
    )
    return plan


@action
def start_new_version(*, plan: Plan, by: Reader) -> Plan:
    """Open an adopted plan for change; the adopted version stays as it is."""
    plan, version = lock_plan(plan)
    refuse(NotYourPlan, leading_refusals(by, plan.region))
    refuse(NotAsThePlanStands, new_version_blockers(version))
    PlanVersion.objects.create(plan=plan, number=version.number + 1)
    record(by=by, verb="plan.reopened", obj=plan, changes={"version": version.number + 1})
    return plan


@action
def delete_plan(*, plan: Plan, by: Reader) -> Region:
    """Remove a draft without actions, and return its region."""
    plan, version = lock_plan(plan)
    reasons = leading_refusals(by, plan.region) or delete_blockers(version, plan.actions.count())
    refuse(NotAsThePlanStands, reasons)
    record(by=by, verb="plan.deleted", obj=plan, changes={"number": plan.number})
    region = plan.region
    plan.versions.all().delete()
    plan.delete()
    return region
