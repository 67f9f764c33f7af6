"""Questions that regions answer about a practice: everybody may read them (CS01)."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from assessments.models import (  # noqa: F401 - for the classes' own types
        CriteriaSet,
        Criterion,
    )
    from regions.reader import Reader


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def released(self) -> "CriteriaSetQuerySet":
        """Versions that rounds ask or asked; one that is being written is not among them."""
        return self.filter(released_at__isnull=False)

    def newest(self, code: str) -> "CriteriaSetQuerySet":
        """The versions of a set that new rounds may ask, the newest first."""
        return self.released().filter(code=code).order_by("-version")

    def visible_to(self, reader: "Reader") -> "CriteriaSetQuerySet":
        """Everybody reads what was ever asked (CS01), the coordinator what is being written."""
        if reader.is_coordinator or reader.is_system:
            return self.all()
        return self.released()

    def for_reading(self) -> "CriteriaSetQuerySet":
        """With questions and their texts: three queries, however many there are."""
        return self.prefetch_related("criteria__texts")

    def for_coordinator(self) -> "CriteriaSetQuerySet":
        """All versions, the newest of each set first, with what asks them."""
        return (
            self.select_related("made_by")
            .annotate(round_count=models.Count("rounds", distinct=True))
            .annotate(question_count=models.Count("criteria", distinct=True))
            .order_by("code", "-version")
        )

    def newer_than(self, criteria_set: "CriteriaSet") -> "CriteriaSetQuerySet":
        """Versions in use that came after this one."""
        return self.newest(criteria_set.code).filter(version__gt=criteria_set.version)

    def before(self, criteria_set: "CriteriaSet") -> "CriteriaSetQuerySet":
        """Earlier versions that were in use, the latest first."""
        return self.newest(criteria_set.code).filter(version__lt=criteria_set.version)

    def in_use(self) -> "CriteriaSetQuerySet":
        """The newest released version of each set: what new rounds ask."""
        return self.released().order_by("code", "-version").distinct("code")


class CriterionQuerySet(models.QuerySet["Criterion"]):
    def newest_of(self, code: str) -> "CriterionQuerySet":
        """The questions of the newest version of that set, in their order."""
        newest = (
            self.model._default_manager.filter(
                criteria_set__code=code, criteria_set__released_at__isnull=False
            )
            .order_by("-criteria_set__version")
            .values("criteria_set")[:1]
        )
        return self.filter(criteria_set=newest).order_by("position")
