"""Reads of marks, assessments and decisions, named for the reader."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject

from core.models import Activity
from practices.querysets.practices import NOT_ON_A_CARD

if TYPE_CHECKING:
    from assessments.models import (  # noqa: F401 - named in strings below
        Assessment,
        Decision,
        Mark,
        Rating,
        Round,
        Seat,
    )
    from practices.models import Practice
    from regions.reader import Reader


class MarkQuerySet(models.QuerySet["Mark"]):
    def visible_to(self, reader: "Reader") -> "MarkQuerySet":
        """One's own, and those of the region for its leads."""
        rule = Q(region_id__in=reader.lead_region_ids)
        if reader.user_id:
            rule |= Q(user_id=reader.user_id)
        return self.filter(rule)

    def about(self, practice_ids: Collection[int], region_id: int) -> "MarkQuerySet":
        return self.filter(practice_id__in=practice_ids, region_id=region_id)

    def waiting_for(self, reader: "Reader") -> "MarkQuerySet":
        """Colleagues' marks in a lead's regions, where nothing has followed; the newest first."""
        from assessments.models import Assessment, Decision  # noqa: PLC0415 — as elsewhere here

        here = {
            "transfer__practice_id": OuterRef("practice_id"),
            "transfer__region_id": OuterRef("region_id"),
        }
        own = self.model._default_manager.filter(
            practice_id=OuterRef("practice_id"),
            region_id=OuterRef("region_id"),
            user_id=reader.user_id or 0,
        )
        return (
            self.filter(region_id__in=reader.lead_region_ids)
            .exclude(user_id=reader.user_id or 0)
            .filter(
                ~Exists(own),
                ~Exists(Assessment.objects.filter(**here)),
                ~Exists(Decision.objects.filter(**here)),
            )
            .select_related("practice")
            .order_by("-at", "-pk")
        )

    def with_people(self) -> "MarkQuerySet":
        """Whose mark it is, with the level the person holds in the region: `level`."""
        from regions.models import Membership  # noqa: PLC0415 — models import this module first

        held = Membership.objects.active().filter(
            user_id=OuterRef("user_id"), partner__region_id=OuterRef("region_id")
        )
        return (
            self.select_related("user")
            .annotate(level=Subquery(held.order_by("pk").values("level")[:1]))
            .order_by("at", "pk")
        )


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, reader: "Reader") -> "AssessmentQuerySet":
        """A02, A04: drafts for the region and the rounds' moderators; final ones for members."""
        if reader.is_system:
            return self
        rule = Q(transfer__region_id__in=reader.region_ids)
        if reader.is_member:
            rule |= Q(state="final") | Q(Exists(self._moderated_rounds(reader.member_id)))
        return self.filter(rule)

    def from_sessions_of(self, reader: "Reader") -> "AssessmentQuerySet":
        """E03: about what the person's own sessions asked, for their moderator."""
        return self.filter(Exists(self._moderated_rounds(reader.member_id)))

    def _moderated_rounds(self, user_id: int) -> "models.QuerySet[Round]":
        """Rounds led by the person in which the assessment's region had a seat."""
        from assessments.models import Round  # noqa: PLC0415 — models import this module first

        return Round.objects.filter(
            kind="session",
            moderators__user_id=user_id,
            revision_id=OuterRef("revision_id"),
            seats__region_id=OuterRef("transfer__region_id"),
        )

    def of_practice(self, practice_id: int) -> "AssessmentQuerySet":
        """The newest of each region, in the order of the strip."""
        newest = (
            self.model._default_manager.filter(pk__in=self.values("pk"))
            .filter(transfer__practice_id=practice_id)
            .order_by("transfer_id", "-opened_at", "-pk")
            .distinct("transfer_id")
        )
        return (
            self.filter(pk__in=newest.values("pk"))
            .select_related("transfer__region")
            .order_by("transfer__region__position", "transfer__region__name_sort")
        )

    def newest_of_region(self, region_id: int) -> "AssessmentQuerySet":
        """The newest of each practice in one region."""
        here = self.filter(transfer__region_id=region_id)
        newest = here.order_by("transfer_id", "-opened_at", "-pk").distinct("transfer_id")
        found: AssessmentQuerySet = self.model._default_manager.filter(pk__in=newest.values("pk"))
        return found

    def about_practices(self, practices: "models.QuerySet[Practice]") -> "AssessmentQuerySet":
        """Those about practices that the reader may open."""
        return self.filter(transfer__practice__in=practices.order_by().values("pk"))

    def for_list(self) -> "AssessmentQuerySet":
        """What a row shows, by title: the columns, not the stored result.

        `missing_relevance`, `missing_feasibility`: codes of questions that nobody answered.
        """
        missing = "result__{}__missing"
        listed: AssessmentQuerySet = self.annotate(
            missing_relevance=F(missing.format("relevance")),
            missing_feasibility=F(missing.format("feasibility")),
        )
        return (
            listed.select_related("transfer__practice__theme", "criteria_set")
            .defer("result", *(f"transfer__practice__{name}" for name in NOT_ON_A_CARD))
            .order_by("transfer__practice__title_sort", "transfer__practice_id")
        )

    def waiting_for(self, reader: "Reader") -> "AssessmentQuerySet":
        """The newest of each pair that a lead has to do with: drafts, and undecided final ones.

        `raised` and `answered` are codes of criteria: where an obstacle counts, and where one has
        an answer.
        """
        from assessments.models import Decision, Mitigation, Rating  # noqa: PLC0415 — as above

        mine = self.filter(transfer__region_id__in=reader.lead_region_ids)
        newest = mine.order_by("transfer_id", "-opened_at", "-pk").distinct("transfer_id")
        decided = Decision.objects.filter(
            transfer=OuterRef("transfer"), made_at__gte=OuterRef("final_at")
        )
        answered = Mitigation.objects.filter(assessment=OuterRef("pk"))
        raised = (
            Rating.objects.that_count()
            .in_shown_rounds()
            .exclude(tap__obstacle="")
            .filter(
                seat__region_id=OuterRef("transfer__region_id"),
                seat__round__revision_id=OuterRef("revision_id"),
                criterion__criteria_set_id=OuterRef("criteria_set_id"),
            )
            .order_by()
        )
        return (
            self.filter(pk__in=newest.values("pk"))
            .exclude(Exists(decided))
            .annotate(
                raised=ArraySubquery(raised.values("criterion__code").distinct()),
                answered=ArraySubquery(answered.values("criterion__code")),
            )
            .select_related("transfer__practice")
            .order_by("opened_at", "pk")
        )

    def newest_first(self) -> "AssessmentQuerySet":
        return self.order_by("-opened_at", "-pk")

    def with_moves(self) -> "AssessmentQuerySet":
        """`moves`: how the pair's status moved, from the audit trail: before, to, at."""
        lines = Activity.objects.filter(
            object_type="practices.transfer",
            object_id=Cast(OuterRef("transfer_id"), models.CharField()),
            verb="transfer.moved",
        )
        line = JSONObject(before="changes__from", to="changes__to", at="at")
        return self.annotate(
            moves=ArraySubquery(lines.annotate(line=line).order_by("at", "pk").values("line"))
        )

    def for_page(self) -> "AssessmentQuerySet":
        return self.select_related(
            "transfer__practice__theme",
            "transfer__practice__origin_region",
            "transfer__region__partner",
            "transfer__practice__partner__region",
            "criteria_set",
            "revision",
        )


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, reader: "Reader") -> "DecisionQuerySet":
        """DE04: members read all, others what the region shows: the decision and its status."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(is_public=True, transfer__is_public=True)

    def in_force(self) -> "DecisionQuerySet":
        return self.filter(superseded_by__isnull=True)

    def of_assessment(self, assessment: "Assessment") -> "DecisionQuerySet":
        """Those that rest on it, and those made while it was the one at hand, the newest first."""
        later = assessment.__class__.objects.filter(
            transfer=assessment.transfer_id, opened_at__gt=assessment.opened_at
        )
        next_one = later.order_by("opened_at", "pk").values("opened_at")[:1]
        at_hand = Q(assessment__isnull=True, made_at__gte=assessment.opened_at)
        return (
            self.filter(transfer=assessment.transfer_id)
            .alias(next_at=Subquery(next_one))
            .filter(
                Q(assessment=assessment)
                | at_hand & (Q(next_at__isnull=True) | Q(made_at__lt=F("next_at")))
            )
            .select_related("supersedes", "superseded_by")
            .prefetch_related("dissents")
            .order_by("-made_at", "-pk")
        )

    def to_review(self, reader: "Reader", *, until: date) -> "DecisionQuerySet":
        """Decisions in force of a lead's regions that are to be looked at again by then."""
        return (
            self.in_force()
            .filter(transfer__region_id__in=reader.lead_region_ids, review_on__lte=until)
            .select_related("transfer__practice")
            .order_by("review_on", "pk")
        )

    def for_page(self) -> "DecisionQuerySet":
        return self.select_related(
            "transfer__practice__theme", "transfer__region__partner", "supersedes"
        )
