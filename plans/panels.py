"""What the plan shows on pages below: a practice in plans, a decision taken into a plan."""

from collections.abc import Sequence

from django.http import HttpRequest

from plans.models import Action, ActionSource, Plan
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


def plans_of_regions(request: HttpRequest, ids: Sequence[int]) -> dict[int, Plan]:
    """Per region the newest plan that the reader may read."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    plans = Plan.objects.visible_to(reader).filter(region__in=ids).with_region().with_counts()
    return {plan.region_id: plan for plan in plans.order_by("number")}
