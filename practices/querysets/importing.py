"""Imports: who made one sees it, and the coordinator (I03)."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from practices.models import ImportRun  # noqa: F401 - for the class's own type
    from regions.reader import Reader


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, reader: "Reader") -> "ImportRunQuerySet":
        """A lead's own, as long as they lead that partner; the coordinator's are all."""
        if reader.is_coordinator:
            return self
        return self.filter(user_id=reader.member_id, partner_id__in=reader.lead_partner_ids)

    def done(self) -> "ImportRunQuerySet":
        """Carried out, the latest first; without what takes room."""
        carried_out = self.exclude(state="planned").order_by("-done_at", "-pk")
        return carried_out.select_related("partner").defer("plan")
