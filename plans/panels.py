"""What the plan shows on pages below: a practice in plans, a decision taken into a plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from plans.models import Action, ActionSource, Plan
from plans.sources import decisions_to_plan
from practices.models import Practice
from regions.reader import Reader


def plans_with_practice(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Action]]:
    """Per practice the readable actions that carry it on: one query."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    sources = (
        ActionSource.objects.about(list(ids))
        .with_cited()
        .filter(action__in=Action.objects.visible_to(reader))
        .select_related(
            "action__plan__region",
            "practice",
            "decision__transfer__practice",
        )
        .order_by("action__plan__region__position", "action__position")
    )
    found: dict[int, list[Action]] = {}
    for source in sources:
        practice: Practice | None = source.practice_cited
        if practice is not None:
            found.setdefault(practice.pk, []).append(source.action)
    return found


@dataclass(frozen=True)
class WayOn:
    """What became of a decision, and whether the reader can take it into a plan now."""

    decision_id: int
    actions: tuple[Action, ...]
    may_take: bool


def plans_with_decisions(request: HttpRequest, ids: Sequence[int]) -> dict[int, WayOn]:
    """Per decision the readable actions that carry it out, or the way into the plan: two queries.

    The way is for people of the region, as long as no action carries the decision.
    """
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    carried = ActionSource.objects.carrying_out(list(ids)).select_related("action__plan__region")
    readable = carried.filter(action__in=Action.objects.visible_to(reader))
    actions: dict[int, list[Action]] = defaultdict(list)
    for source in readable.order_by("action__position"):
        if source.decision_id is not None:
            actions[source.decision_id].append(source.action)
    region = reader.partner.region if reader.partner else None
    waiting = {each.pk for each in decisions_to_plan(reader, region)} if region else set()
    return {
        pk: WayOn(pk, tuple(actions[pk]), pk in waiting)
        for pk in ids
        if actions[pk] or pk in waiting
    }


def plans_of_regions(request: HttpRequest, ids: Sequence[int]) -> dict[int, Plan]:
    """Per region the newest plan that the reader may read."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    plans = Plan.objects.visible_to(reader).filter(region__in=ids).with_region().with_counts()
    return {plan.region_id: plan for plan in plans.order_by("number")}
