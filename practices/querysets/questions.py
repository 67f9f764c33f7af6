"""Questions to owners: for the owner and the coordinator; answered ones may be public."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, When

if TYPE_CHECKING:
    from practices.models import OwnerQuestion  # noqa: F401 - for the class's own type
    from regions.reader import Reader


class OwnerQuestionQuerySet(models.QuerySet["OwnerQuestion"]):
    def visible_to(self, reader: "Reader") -> "OwnerQuestionQuerySet":
        """OW02: the coordinator reads all, a partner those passed on to it."""
        if reader.is_system or reader.is_coordinator:
            return self
        passed_on = Q(state__in=["passed_on", "answered"])
        return self.filter(passed_on, practice__partner_id__in=reader.partner_ids)

    def with_practice(self) -> "OwnerQuestionQuerySet":
        return self.select_related("practice__partner__region")

    def in_order(self) -> "OwnerQuestionQuerySet":
        """What waits for somebody first, the oldest first; then what is done, the newest first."""
        to_read = Q(state="waiting") | Q(is_offered=True)
        place = Case(When(to_read, then=0), When(state="passed_on", then=1), default=2)
        waiting = Case(When(to_read | Q(state="passed_on"), then=F("asked_at")))
        return self.order_by(place, waiting.asc(nulls_last=True), "-asked_at", "-pk")

    def waiting_for(self, reader: "Reader") -> "OwnerQuestionQuerySet":
        """What this person should do something about: read it or its answer first, or answer."""
        theirs = Q(state="passed_on", practice__partner_id__in=reader.partner_ids)
        to_read = Q(state="waiting") | Q(is_offered=True)
        return self.visible_to(reader).filter(theirs | to_read if reader.is_coordinator else theirs)

    def to_forget(self, answered_before: datetime, asked_before: datetime) -> Self:
        """Whose askers have had their answer long enough, or waited for one too long."""
        is_done = Q(state="answered", answered_at__lt=answered_before)
        is_done |= Q(state="declined", moderated_at__lt=answered_before)
        is_known = Q(asker_erased_at__isnull=True)
        return self.filter(is_known, is_done | Q(asked_at__lt=asked_before))

    def shown_on_pages(self) -> "OwnerQuestionQuerySet":
        """What everybody reads: the question and its answer, never who asked."""
        return self.filter(state="answered", is_public=True)
