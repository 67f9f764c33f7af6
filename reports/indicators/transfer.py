"""Figures of assessments, plans and actions."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from assessments.models import Assessment, AssessmentState
from plans.models import Action, ActionState, PlanState, PlanVersion
from plans.querysets import ActionQuerySet
from practices.models import Practice
from regions.models import Region
from reports.indicators.record import Record, first_of_each


def assessed(start: date, end: date) -> list[Record]:
    """Pairs of practice and region, each once, on the day of its first final assessment."""
    finals = (
        Assessment.objects.filter(state=AssessmentState.FINAL, final_at__date__lte=end)
        .select_related("transfer__practice", "transfer__region__partner")
        .order_by("final_at", "pk")
    )
    return first_of_each(
        (
            (
                each.transfer_id,
                Record(
                    "assessments.assessment",
                    each.pk,
                    each.transfer.region.partner.pk,
                    f"{each.transfer.practice} – {each.transfer.region}"[:200],
                    timezone.localdate(each.final_at),
                ),
            )
            for each in finals
        ),
        start,
        end,
    )


def transferred(start: date, end: date) -> list[Record]:
    """Practices of another region carried out by a completed action with evidence.

    A practice counts once for each region, on the day of the first such action.
    """
    found = _practices_carried_out(_done_with_evidence(end))
    return first_of_each(
        (
            (
                (practice.pk, action.plan.region_id),
                _of_action(action, f"{practice} – {action.plan.region}: {action.title}"),
            )
            for practice, action in found
        ),
        start,
        end,
    )


def policies_improved(start: date, end: date) -> list[Record]:
    """Policy instruments that a completed action improved, each once, with its evidence."""
    actions = _done_with_evidence(end).filter(improves_policy=True)
    actions = actions.exclude(plan__policy_instrument="")
    return first_of_each(
        (
            (
                each.plan_id,
                _of_action(each, f"{each.plan.policy_instrument}: {each.title}"),
            )
            for each in actions
        ),
        start,
        end,
    )


def plans_adopted(start: date, end: date) -> list[Record]:
    """Implementation plans, each once, on the day it was first adopted."""
    adopted = (
        PlanVersion.objects.filter(state=PlanState.ADOPTED, adopted_on__lte=end)
        .select_related("plan__region__partner")
        .order_by("adopted_on", "pk")
    )
    return first_of_each(
        (
            (
                each.plan_id,
                Record(
                    "plans.plan",
                    each.plan_id,
                    each.plan.region.partner.pk,
                    f"{each.plan.region}: {each.plan.title}"[:200],
                    each.adopted_on,
                ),
            )
            for each in adopted
            if each.adopted_on
        ),
        start,
        end,
    )


def funding_levered(start: date, end: date) -> list[Record]:
    """Euro recorded on completed actions with evidence."""
    actions = _done_with_evidence(end).filter(done_on__gte=start, funding_levered__gt=0)
    return [
        Record(
            "plans.action",
            each.pk,
            each.plan.region.partner.pk,
            f"{each.plan.region}: {each.title}"[:200],
            each.done_on,
            amount=each.funding_levered,
        )
        for each in actions
        if each.done_on and each.funding_levered
    ]


def _done_with_evidence(end: date) -> ActionQuerySet:
    return (
        Action.objects.filter(state=ActionState.DONE, done_on__lte=end, evidence__isnull=False)
        .select_related("plan__region__partner")
        .order_by("done_on", "pk")
        .distinct()
    )


def _practices_carried_out(actions: ActionQuerySet) -> Iterator[tuple[Practice, Action]]:
    """Each action with each practice of another region that it carries on."""
    for action in actions.with_parts():
        for source in action.sources.all():
            practice = source.practice_cited
            if practice is not None and _is_foreign(practice, action.plan.region):
                yield practice, action


def _is_foreign(practice: Practice, region: Region) -> bool:
    """From another region; where its origin is not known, contributed by another partner."""
    if practice.origin_region_id is not None:
        return practice.origin_region_id != region.pk
    return practice.partner_id != region.partner.pk


def _of_action(action: Action, label: str) -> Record:
    assert action.done_on is not None  # noqa: S101 - a constraint of the table
    return Record(
        "plans.action", action.pk, action.plan.region.partner.pk, label[:200], action.done_on
    )
