"""Reads of plans and actions, named for the reader."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, When

if TYPE_CHECKING:
    from plans.models import Action, ActionSource, Plan  # noqa: F401 — named in strings below
    from practices.models import Practice
    from regions.models import Region
    from regions.reader import Reader

QUIET_DAYS: Final = 60  # after that an open action is asked about again


def _readable(reader: "Reader", prefix: str = "") -> Q:
    """PL01, PL04, PL05, PL07 as a condition on a plan's versions and region."""

    def q(**conditions: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    rule = q(is_public=True, versions__state="adopted")
    if reader.is_member:
        rule |= q(region_id__in=reader.region_ids) | q(versions__state="adopted")
    if reader.is_coordinator or reader.is_steering:
        rule |= q(versions__state="submitted")
    return rule


def _given_up() -> "ActionSourceQuerySet":
    """The sources of an action whose decision was replaced by "Not for us now"."""
    from plans.models import ActionSource  # noqa: PLC0415 — models import this module first

    found: ActionSourceQuerySet = ActionSource.objects.filter(
        action=OuterRef("pk"),
        decision__superseded_by__isnull=False,
        decision__transfer__decisions__superseded_by__isnull=True,
        decision__transfer__decisions__outcome="not_now",
    )
    return found


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, reader: "Reader") -> "PlanQuerySet":
        """Own plans, others' once submitted (C, SC) or adopted (members), public adopted ones."""
        if reader.is_system:
            return self
        matching = self.model.objects.filter(_readable(reader), pk=OuterRef("pk"))
        return self.filter(Exists(matching))

    def with_region(self) -> "PlanQuerySet":
        return self.select_related("region__partner").prefetch_related("versions")

    def with_counts(self) -> "PlanQuerySet":
        """Adds `action_count`, `open_count` and `done_count`."""
        return self.annotate(
            action_count=Count("actions"),
            open_count=Count(
                "actions", filter=Q(actions__state__in=["planned", "under_way", "delayed"])
            ),
            done_count=Count("actions", filter=Q(actions__state="done")),
        )

    def next_number(self, region: "Region") -> int:
        last: int | None = self.filter(region=region).aggregate(last=Max("number"))["last"]
        return (last or 0) + 1

    def writable_by(self, reader: "Reader") -> "PlanQuerySet":
        """Plans of the own regions that are open for change: their latest version is a draft."""
        return self.filter(region_id__in=reader.region_ids, versions__state="draft")


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, reader: "Reader") -> "ActionQuerySet":
        """N05: as the plan."""
        if reader.is_system:
            return self
        matching = self.model.objects.filter(_readable(reader, "plan__"), pk=OuterRef("pk"))
        return self.filter(Exists(matching))

    def of_regions(self, reader: "Reader") -> "ActionQuerySet":
        return self.filter(plan__region_id__in=reader.region_ids)

    def open(self) -> "ActionQuerySet":
        return self.filter(state__in=["planned", "under_way", "delayed"])

    def to_look_at(self, today: date) -> "ActionQuerySet":
        """Open actions to report on, and those whose decision is gone: one query for both.

        To report on (`is_quiet`): began, with nothing reported for some time, or since a milestone
        passed unreached; `next_due_on` is the first unreached one. `lost_its_ground`: the decision
        was replaced by "Not for us now", and by nothing since.
        """
        last = Max("progress__reported_on")
        due = Min("milestones__due_on", filter=Q(milestones__reached_on__isnull=True))
        has_begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
        is_silent = (
            Q(last_report_on__isnull=True)
            | Q(last_report_on__lt=today - timedelta(days=QUIET_DAYS))
            | Q(next_due_on__lt=today, last_report_on__lt=F("next_due_on"))
        )
        return (
            self.open()
            .annotate(
                last_report_on=last,
                next_due_on=due,
                is_quiet=Case(When(has_begun & is_silent, then=True), default=False),
                lost_its_ground=Exists(_given_up()),
            )
            .filter(Q(is_quiet=True) | Q(lost_its_ground=True))
            .select_related("plan__region")
            .order_by("plan__number", "position")
        )

    def in_order(self) -> "ActionQuerySet":
        return self.order_by("position", "pk")

    def with_parts(self) -> "ActionQuerySet":
        """Milestones, progress and sources with what they cite: four queries for any number."""
        from plans.models import ActionSource  # noqa: PLC0415 — models import this module first

        return self.prefetch_related(
            "milestones",
            "progress",
            "evidence",
            Prefetch("sources", queryset=ActionSource.objects.with_cited()),
        )


class ActionSourceQuerySet(models.QuerySet["ActionSource"]):
    def with_cited(self) -> "ActionSourceQuerySet":
        return self.select_related(
            "practice",
            "decision__transfer__practice",
            "mitigation__criterion",
            "mitigation__assessment__transfer__practice",
        )

    def about_practices(self) -> "ActionSourceQuerySet":
        """Sources that carry a practice on: a decision about it, or the practice itself."""
        return self.with_cited().filter(kind__in=["decision", "practice"])

    def about(self, practice_ids: "list[int]") -> "ActionSourceQuerySet":
        return self.filter(
            Q(kind="practice", practice_id__in=practice_ids)
            | Q(decision__transfer__practice_id__in=practice_ids)
        )

    def closing(self, practice: "Practice", region: "Region") -> "ActionSourceQuerySet":
        """Actions of the region that close gaps of the practice and were not given up."""
        return (
            self.filter(kind="gap", practice=practice, action__plan__region=region)
            .exclude(action__state="dropped")
            .select_related("action__plan__region")
            .order_by("action__plan__number", "action__position")
        )

    def carrying_out(self, decision_ids: "list[int]") -> "ActionSourceQuerySet":
        """Sources that are one of these decisions."""
        return self.filter(decision__in=decision_ids)

    def of_same_pairs(self, decision_ids: "list[int]") -> "ActionSourceQuerySet":
        """Sources that are any decision about the pairs of these, of actions not dropped."""
        return self.filter(decision__transfer__decisions__in=decision_ids).exclude(
            action__state="dropped"
        )

    def still_carried(self, practice: "Practice", but: "Action") -> "ActionSourceQuerySet":
        """Other open or done actions of the region that carry the practice on."""
        return (
            self.about([practice.pk])
            .filter(action__plan__region_id=but.plan.region_id)
            .exclude(action=but)
            .exclude(action__state="dropped")
        )
