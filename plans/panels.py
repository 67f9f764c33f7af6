"""What the plan shows on pages below: a practice in plans, a decision taken into a plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from assessments.models import Decision, Outcome
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
    earlier: tuple[Action, ...] = ()  # that decisions brought which this one has replaced
    ends_them: bool = False


def plans_with_decisions(request: HttpRequest, ids: Sequence[int]) -> dict[int, WayOn]:
    """Per decision the readable actions that carry it out, or the way into the plan: three queries.

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
    earlier = _earlier(reader, ids)
    return {
        pk: WayOn(pk, tuple(actions[pk]), pk in waiting, *earlier.get(pk, ((), False)))
        for pk in ids
        if actions[pk] or pk in waiting or pk in earlier
    }


def _earlier(reader: Reader, ids: Sequence[int]) -> dict[int, tuple[tuple[Action, ...], bool]]:
    """Per decision in force the readable actions of those that it replaced; whether it ends them.

    One query, and none more where no decision of these pairs came into a plan.
    """
    carried = (
        ActionSource.objects.of_same_pairs(list(ids))
        .filter(action__in=Action.objects.visible_to(reader))
        .select_related("action__plan__region", "decision")
        .order_by("action__position", "pk")
    )
    by_pair: dict[int, dict[int, Action]] = defaultdict(dict)
    citing: dict[int, set[int]] = defaultdict(set)
    for source in carried:
        if source.decision is not None:
            by_pair[source.decision.transfer_id][source.action_id] = source.action
            citing[source.action_id].add(source.decision.pk)
    if not by_pair:
        return {}
    found = {}
    for decision in Decision.objects.visible_to(reader).in_force().filter(pk__in=ids):
        actions = [
            action
            for pk, action in by_pair[decision.transfer_id].items()
            if decision.pk not in citing[pk]
        ]
        if actions:
            found[decision.pk] = (tuple(actions), decision.outcome == Outcome.NOT_NOW)
    return found


def plans_while_deciding(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Action]]:
    """Per decision that would be replaced the readable open actions of its pair: one query."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    found: dict[int, list[Action]] = {}
    for pk in ids:
        sources = ActionSource.objects.of_same_pairs([pk]).filter(
            action__in=Action.objects.visible_to(reader).open()
        )
        actions = {
            each.action_id: each.action for each in sources.select_related("action__plan__region")
        }
        if actions:
            found[pk] = list(actions.values())
    return found


def plans_of_regions(request: HttpRequest, ids: Sequence[int]) -> dict[int, Plan]:
    """Per region the newest plan that the reader may read."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by the reader's middleware
    plans = Plan.objects.visible_to(reader).filter(region__in=ids).with_region().with_counts()
    return {plan.region_id: plan for plan in plans.order_by("number")}
