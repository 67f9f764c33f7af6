"""Reads of reports, named for the reader."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from regions.reader import Reader


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: "Reader") -> "ReportQuerySet":
        """RP03, RP05: drafts for members (their own section), locked for members, V published."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(published_at__isnull=False)

    def with_period(self) -> "ReportQuerySet":
        return self.select_related("period")
