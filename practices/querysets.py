"""Reads of the catalogue, named for the reader. Every list starts from `visible_to(reader)`."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q

if TYPE_CHECKING:
    from regions.reader import Reader


class PracticeQuerySet(models.QuerySet["Practice"]):
    def published(self) -> "PracticeQuerySet":
        """What the public catalogue lists: approved, not archived, not taken down (P01)."""
        return self.filter(
            published_revision__isnull=False, archived_at__isnull=True, taken_down_at__isnull=True
        )

    def listed_for(self, reader: "Reader") -> "PracticeQuerySet":
        """The catalogue's list is the same for everybody: what is published."""
        return self.published()

    def visible_to(self, reader: "Reader") -> "PracticeQuerySet":
        """Whose page the reader may open: public ones, and drafts as P04 and P05 say."""
        public = Q(published_revision__isnull=False, taken_down_at__isnull=True)
        if reader.is_system:
            return self
        rule = public | Q(partner_id__in=reader.partner_ids, taken_down_at__isnull=True)
        if reader.is_coordinator or reader.is_steering:
            rule |= Q(revisions__state="submitted") | Q(taken_down_at__isnull=False)
        return self.filter(rule).distinct()

    def with_card(self) -> "PracticeQuerySet":
        """What a row in a list shows: theme, partner and region in the same query; tags apart."""
        return self.select_related("theme", "partner__region", "origin_region").prefetch_related(
            "tags"
        )

    def with_page(self) -> "PracticeQuerySet":
        return self.with_card().select_related("published_revision")

    def newest_first(self) -> "PracticeQuerySet":
        return self.order_by("-first_published_at", "title_sort")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> "RevisionQuerySet":
        return self.filter(state__in=["draft", "submitted"])

    def visible_to(self, reader: "Reader") -> "RevisionQuerySet":
        """P02, P04, P05, P13: the published one for all, others for the partner, C from submitted on."""
        if reader.is_system:
            return self
        rule = Q(practice__partner_id__in=reader.partner_ids) | Q(
            pk=models.F("practice__published_revision"), practice__taken_down_at__isnull=True
        )
        if reader.is_coordinator:
            rule |= Q(state__in=["submitted", "approved", "superseded"])
        elif reader.is_steering:
            rule |= Q(state="submitted")
        return self.filter(rule)

    def with_parts(self) -> "RevisionQuerySet":
        return self.prefetch_related("statements", "requirements")


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, reader: "Reader") -> "TransferQuerySet":
        """T01: members and administrators read every status, others the public ones."""
        if reader.is_member or reader.is_admin or reader.is_system:
            return self
        return self.filter(is_public=True)

    def for_practices(self, ids: "list[int] | tuple[int, ...]") -> "TransferQuerySet":
        return self.filter(practice_id__in=ids)


def transfers_of(reader: "Reader") -> "Prefetch[str]":
    """The readable transfers of each practice, for `prefetch_related`."""
    from practices.models import Transfer  # models import this module first

    return Prefetch(
        "transfers", queryset=Transfer.objects.visible_to(reader), to_attr="readable_transfers"
    )
