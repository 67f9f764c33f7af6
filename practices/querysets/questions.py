"""Questions to owners: for the owner and the coordinator; answered ones may be public."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from practices.models import OwnerQuestion  # noqa: F401
    from regions.reader import Reader


class OwnerQuestionQuerySet(models.QuerySet["OwnerQuestion"]):
    def visible_to(self, reader: "Reader") -> "OwnerQuestionQuerySet":
        """OW02: the coordinator reads all, a partner those passed on to it."""
        if reader.is_system or reader.is_coordinator:
            return self
        passed_on = Q(state__in=["passed_on", "answered"])
        return self.filter(passed_on, practice__partner_id__in=reader.partner_ids)

    def shown_on_pages(self) -> "OwnerQuestionQuerySet":
        """What everybody reads: the question and its answer, never who asked."""
        return self.filter(state="answered", is_public=True)
