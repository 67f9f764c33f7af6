"""What the plan asks of a person: report on overdue actions, plan what was decided."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Decision
from core.next_steps import NextStep
from plans.models import Action
from plans.sources import decisions_to_plan
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """Open actions of the acting region that are due or not reported on; for the lead also
    decisions that wait for an action, and actions whose decision is gone: two queries."""
    if reader.partner is None:
        return []
    region = reader.partner.region
    mine = Action.objects.of_regions(reader).filter(plan__region=region)
    actions = list(mine.to_look_at(today))
    steps = [_report(action) for action in actions if action.is_quiet]  # type: ignore[attr-defined]  # by to_look_at
    if region.pk in reader.lead_region_ids:
        waiting = decisions_to_plan(reader, region)
        steps += [_plan(each) for each in waiting if not each.goes_on]  # type: ignore[attr-defined]  # by decisions_to_plan
        gone = [each for each in actions if each.lost_its_ground]  # type: ignore[attr-defined]  # the same
        steps += [_drop_or_keep(action) for action in gone]
    return steps


def _report(action: Action) -> NextStep:
    return NextStep(
        title=_("Say how action %(number)d is going") % {"number": action.position},
        detail=action.title,
        minutes=2,
        act=_("Report"),
        url=f"{action.get_absolute_url()}#progress",
        due_on=getattr(action, "next_due_on", None),
    )


def _drop_or_keep(action: Action) -> NextStep:
    return NextStep(
        title=_("Drop action %(number)d, or say why it goes on") % {"number": action.position},
        detail=_("Its decision was replaced by “Not for us now”: %(action)s")
        % {"action": action.title},
        minutes=5,
        act=_("Look at it"),
        url=action.get_absolute_url(),
    )


def _plan(decision: Decision) -> NextStep:
    return NextStep(
        title=_("Take “%(practice)s” into the plan") % {"practice": decision.transfer.practice},
        detail=_("Your region decided: %(outcome)s. No action carries it yet.")
        % {"outcome": decision.get_outcome_display().lower()},
        minutes=5,
        act=_("Plan it"),
        url=reverse("decision_plan", args=[decision.pk]),
    )
