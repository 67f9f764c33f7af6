"""Plans, actions and the decisions they rest on, for tests: valid by default."""

from datetime import date
from typing import Any

from assessments.models import Decision, Outcome
from core import clock
from plans.models import Action, ActionSource, ActionState, Plan, PlanState, PlanVersion, SourceKind
from plans.snapshot import sha256_of, snapshot_of
from practices.models import Practice, Transfer
from practices.tests.factories import make_practice
from regions.models import Region
from regions.tests.factories import make_partner, next_number

STARTS = date(2026, 1, 1)
ENDS = date(2027, 12, 31)


def make_plan(
    region: Region | None = None, *, state: str = PlanState.DRAFT, title: str = "", **fields: Any
) -> Plan:
    """A plan with its first version in that state."""
    region = region or make_partner().region
    plan = Plan.objects.create(
        region=region,
        number=Plan.objects.next_number(region),
        title=title or f"Plan {next_number()}",
        **{"starts_on": STARTS, "ends_on": ENDS} | fields,
    )
    submitted_at = None if state == PlanState.DRAFT else clock.now()
    adopted: dict[str, Any] = {}
    if state == PlanState.ADOPTED:
        snapshot = snapshot_of(plan)
        adopted = {
            "snapshot": snapshot,
            "sha256": sha256_of(snapshot),
            "adopted_on": clock.today(),
        }
    PlanVersion.objects.create(
        plan=plan, number=1, state=state, submitted_at=submitted_at, **adopted
    )
    return plan


def make_decision(
    practice: Practice | None = None,
    region: Region | None = None,
    *,
    outcome: str = Outcome.ADAPT,
    **fields: Any,
) -> Decision:
    """A decision of a region, taken without an assessment for a stated reason."""
    transfer, _created = Transfer.objects.get_or_create(
        practice=practice or make_practice(),
        region=region or make_partner().region,
        defaults={"status": outcome},
    )
    values = {
        "rationale": "We need it.",
        "without_assessment_reason": "The council asked for it.",
        "reason_kind": "money" if outcome == Outcome.NOT_NOW else "",
        "decided_on": clock.today(),
    }
    return Decision.objects.create(transfer=transfer, outcome=outcome, **values | fields)


def make_action(
    plan: Plan | None = None,
    *,
    decision: Decision | None = None,
    state: str = ActionState.PLANNED,
    title: str = "",
    **fields: Any,
) -> Action:
    """An action with its source: the decision, else an own idea."""
    plan = plan or make_plan()
    number = next_number()
    values: dict[str, Any] = {"starts_on": STARTS, "ends_on": ENDS}
    if state == ActionState.DONE:
        values["done_on"] = clock.today()
    if state == ActionState.DROPPED:
        values |= {"dropped_on": clock.today(), "drop_reason": "The money went elsewhere."}
    action = Action.objects.create(
        plan=plan,
        position=plan.actions.count() + 1,
        title=title or f"Action {number}",
        state=state,
        **values | fields,
    )
    if decision is not None:
        ActionSource.objects.create(action=action, kind=SourceKind.DECISION, decision=decision)
    else:
        ActionSource.objects.create(action=action, kind=SourceKind.OWN_IDEA, note="Our own idea")
    return action
