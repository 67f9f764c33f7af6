"""Files made for one person: nobody else learns of them (E05)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from practices.models import ExportFile  # noqa: F401 - for the class's own type
    from regions.reader import Reader


class ExportFileQuerySet(models.QuerySet["ExportFile"]):
    def visible_to(self, reader: "Reader") -> "ExportFileQuerySet":
        """One's own."""
        return self.filter(user_id=reader.user_id or 0).select_related("work")

    def to_download(self, now: datetime) -> "ExportFileQuerySet":
        """Made, and not too old."""
        return self.filter(expires_at__gt=now)

    def present(self, now: datetime) -> "ExportFileQuerySet":
        """Being made or to be downloaded, the latest first; without what takes room."""
        return self.filter(Q(work__ended_at__isnull=True) | Q(expires_at__gt=now)).defer("ids")

    def to_forget(self, now: datetime, asked_before: datetime) -> "ExportFileQuerySet":
        """Too old; or never made, and nobody is making it any more."""
        never_made = Q(expires_at__isnull=True, asked_at__lt=asked_before)
        return self.filter(Q(expires_at__lte=now) | never_made)
