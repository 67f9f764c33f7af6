"""What the plan asks of a person: report on overdue actions, plan what was decided."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from core.next_steps import NextStep
from plans.models import Action
from plans.rules import is_behind
from plans.sources import decisions_to_plan
from regions.reader import Reader

QUIET_DAYS = 60  # after that an open action is asked about again


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Open actions of the acting region that are behind or not reported on; for the lead also
    decisions that wait for an action."""
    if reader.partner is None:
        return []
    actions = (
        Action.objects.of_regions(reader)
        .open()
        .filter(plan__region=reader.partner.region)
        .select_related("plan__region")
        .with_parts()
    )
    steps = [step for action in actions if (step := _about(action, today))]
    if reader.region_id in reader.lead_region_ids:
        waiting = decisions_to_plan(reader, reader.partner.region)
        steps += [
            NextStep(
                title=_("Take “%(practice)s” into the plan")
                % {"practice": decision.transfer.practice},
                detail=_("Your region decided: %(outcome)s. No action carries it yet.")
                % {"outcome": decision.get_outcome_display().lower()},
                minutes=5,
                act=_("Plan it"),
                url=reverse("decision_plan", args=[decision.pk]),
            )
            for decision in waiting
        ]
    return steps


def _about(action: Action, today: date) -> NextStep | None:
    latest = next(iter(action.progress.all()), None)
    quiet = latest is None or latest.reported_on < today - timedelta(days=QUIET_DAYS)
    if not (quiet or is_behind(action, today)):
        return None
    if latest is not None and latest.reported_on > today - timedelta(days=14):
        return None
    due = next((each.due_on for each in action.milestones.all() if each.reached_on is None), None)
    return NextStep(
        title=_("Say how action %(number)d is going") % {"number": action.position},
        detail=action.title,
        minutes=2,
        act=_("Report"),
        url=f"{action.get_absolute_url()}#progress",
        due_on=due,
    )
