"""Imports: who made one sees it, and the coordinator (I03)."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from practices.models import ImportRun  # noqa: F401
    from regions.reader import Reader


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, reader: "Reader") -> "ImportRunQuerySet":
        if reader.is_coordinator:
            return self
        return self.filter(user_id=reader.member_id, partner_id__in=reader.partner_ids)
