"""Reads of rounds, seats, assessments and decisions, named for the reader."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from regions.reader import Reader


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, reader: "Reader") -> "RoundQuerySet":
        """Who has a seat, who moderates it, and for a home round the region's leads.

        Says nothing about answers: see `results_visible_to`.
        """
        if reader.is_system:
            return self
        rule = Q(moderators__user_id=reader.user_id) if reader.user_id else Q(pk__in=[])
        if reader.user_id:
            rule |= Q(seats__user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(seats__person_key=reader.person_key)
        rule |= Q(kind="home", region_id__in=reader.lead_region_ids)
        return self.filter(rule).distinct()

    def open(self) -> "RoundQuerySet":
        return self.filter(state="open")

    def closed(self) -> "RoundQuerySet":
        return self.exclude(state="open")


class SeatQuerySet(models.QuerySet["Seat"]):
    def of(self, reader: "Reader") -> "SeatQuerySet":
        """The reader's own seats, as a person or as a guest (R03)."""
        rule = Q(pk__in=[])
        if reader.user_id:
            rule |= Q(user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(person_key=reader.person_key)
        return self.filter(rule)

    def people(self) -> "SeatQuerySet":
        return self.exclude(user__isnull=True, name="")


class MarkQuerySet(models.QuerySet["Mark"]):
    def visible_to(self, reader: "Reader") -> "MarkQuerySet":
        """One's own, and those of the region for its leads."""
        rule = Q(transfer__region_id__in=reader.lead_region_ids)
        if reader.user_id:
            rule |= Q(user_id=reader.user_id)
        return self.filter(rule)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, reader: "Reader") -> "AssessmentQuerySet":
        """A02, A04: drafts for the region, its moderators see rounds; final ones for all members."""
        if reader.is_system:
            return self
        if not reader.is_member:
            return self.none()
        own = Q(transfer__region_id__in=reader.region_ids)
        if reader.user_id:
            own |= Q(revision__rounds__moderators__user_id=reader.user_id)
        return self.filter(own | Q(state="final")).distinct()

    def for_page(self) -> "AssessmentQuerySet":
        return self.select_related(
            "transfer__practice__theme",
            "transfer__region__partner",
            "transfer__practice__partner__region",
            "criteria_set",
            "revision",
        )


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, reader: "Reader") -> "DecisionQuerySet":
        """DE04: members read all, others where the region ticked public."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(is_public=True)

    def in_force(self) -> "DecisionQuerySet":
        return self.filter(superseded_by__isnull=True)
