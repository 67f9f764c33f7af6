"""Reads of plans and actions, named for the reader."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from regions.reader import Reader


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


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, reader: "Reader") -> "PlanQuerySet":
        """Own plans, others' once submitted (C, SC) or adopted (members), public adopted ones."""
        if reader.is_system:
            return self
        matching = self.model.objects.filter(_readable(reader), pk=OuterRef("pk"))
        return self.filter(Exists(matching))

    def with_region(self) -> "PlanQuerySet":
        return self.select_related("region__partner")


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, reader: "Reader") -> "ActionQuerySet":
        """N05: as the plan."""
        if reader.is_system:
            return self
        matching = self.model.objects.filter(_readable(reader, "plan__"), pk=OuterRef("pk"))
        return self.filter(Exists(matching))

    def of_regions(self, reader: "Reader") -> "ActionQuerySet":
        return self.filter(plan__region_id__in=reader.region_ids)
