"""Questions that regions answer about a practice: everybody may read them (CS01)."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from assessments.models import Criterion  # noqa: F401 - for the class's own type


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def newest_of(self, code: str) -> "CriterionQuerySet":
        """The questions of the newest version of that set, in their order."""
        newest = (
            self.model._default_manager.filter(criteria_set__code=code)
            .order_by("-criteria_set__version")
            .values("criteria_set")[:1]
        )
        return self.filter(criteria_set=newest).order_by("position")
