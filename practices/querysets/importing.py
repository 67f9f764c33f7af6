"""Imports: who made one sees it; what was carried out the coordinator may take back (I03)."""

from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from practices.models import ImportRun  # noqa: F401 - for the class's own type
    from regions.reader import Reader

CARRIED_OUT: Final = ("done", "undone")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, reader: "Reader") -> "ImportRunQuerySet":
        """A lead's own, as long as they lead that partner; for the coordinator all that are done.

        What others have only checked are words that nobody else reads (P04).
        """
        if reader.is_coordinator:
            return self.filter(Q(user_id=reader.member_id) | Q(state__in=CARRIED_OUT))
        return self.filter(user_id=reader.member_id, partner_id__in=reader.lead_partner_ids)

    def made_by(self, reader: "Reader") -> "ImportRunQuerySet":
        """Whose files the reader may read as a whole: their own."""
        return self.filter(user_id=reader.member_id)

    def done(self) -> "ImportRunQuerySet":
        """Carried out, the latest first; without what takes room."""
        carried_out = self.filter(state__in=CARRIED_OUT).order_by("-done_at", "-pk")
        return carried_out.select_related("partner").defer("plan")

    def on_the_way(self) -> "ImportRunQuerySet":
        """Large ones that the worker reads or writes, or has read: plans that wait for a yes."""
        waiting = self.filter(work__isnull=False).exclude(state__in=CARRIED_OUT)
        return waiting.select_related("partner", "work").defer("plan", "result")

    def of_work(self, work_id: int) -> "ImportRunQuerySet":
        """The one that a work is about."""
        return self.filter(work_id=work_id).select_related("partner__region", "work")
