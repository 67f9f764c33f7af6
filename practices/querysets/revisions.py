"""Texts on their way and in the record, and where practices stand in the regions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Prefetch, Q

from practices.querysets.relations import related_rows
from regions.models import Membership

if TYPE_CHECKING:
    from practices.models import Practice, Revision, Transfer  # noqa: F401 — bases name them
    from practices.querysets.practices import PracticeQuerySet
    from regions.reader import Reader


# The purpose of the link that asks a partner about a text; it stands for "revision:edit".
ENTRY_LINK = "practice-entry"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> "RevisionQuerySet":
        return self.filter(state__in=["draft", "submitted"])

    def public(self) -> "RevisionQuerySet":
        """What everybody reads of each practice."""
        return self.filter(pk=F("practice__published_revision"))

    def visible_to(self, reader: "Reader") -> "RevisionQuerySet":
        """P02, P04, P05, P13, P16: the published text for all, others for the partner.

        The coordinator reads from submitted on, and what they entered for a partner (P06); the
        steering committee what was submitted for the first time, and no pending revision. What was
        taken down only these two read.
        """
        if reader.is_system:
            return self
        own = Q(practice__partner_id__in=reader.partner_ids)
        public = Q(pk=F("practice__published_revision"))
        rule = (own | public) & Q(practice__taken_down_at__isnull=True)
        if reader.is_coordinator:
            rule |= Q(state__in=["submitted", "approved", "superseded"])
            rule |= Q(is_entered_for_partner=True, practice__taken_down_at__isnull=True)
        elif reader.is_steering:
            rule |= public | Q(state="submitted", practice__published_revision__isnull=True)
        return self.filter(rule)

    def opened_by(self, reader: "Reader") -> "RevisionQuerySet":
        """LK01: the text that a signed link asks about, as long as it waits for the answer.

        The person who got the letter must still act for the partner.
        """
        link = reader.link
        if link is None or link.purpose != ENTRY_LINK:
            return self.none()
        revision, _sign, edit = link.object_id.partition(":")
        memberships = Membership.objects.active().filter(user_id=link.recipient_id)
        return self.filter(
            pk=revision,
            edit=edit,
            state="submitted",
            is_entered_for_partner=True,
            partner_confirmed_at__isnull=True,
            practice__taken_down_at__isnull=True,
            practice__partner__in=memberships.values("partner"),
        )

    def with_parts(self) -> "RevisionQuerySet":
        return self.prefetch_related("statements", "requirements")

    def with_translation(self) -> "RevisionQuerySet":
        """Its second language version in the same query, where there is one."""
        return self.select_related("translation")

    def of(self, practice: "Practice") -> "RevisionQuerySet":
        return self.filter(practice=practice).order_by("-number")

    def compared(self, numbers: Sequence[int]) -> "RevisionQuerySet":
        """These versions with their documents: what differs is told of everything."""
        return self.filter(number__in=numbers).prefetch_related("documents")

    def with_practice(self) -> "RevisionQuerySet":
        return self.select_related("practice__partner__region", "theme")

    def for_desk(self) -> "RevisionQuerySet":
        """Open texts in the order in which somebody waits: submitted ones first, oldest first."""
        waits = F("submitted_at").asc(nulls_last=True)
        return self.open().with_practice().order_by("-state", waits, "-edited_at", "pk")

    def written_by_partners_of(self, reader: "Reader") -> "RevisionQuerySet":
        """E02: texts of the reader's own partners."""
        return self.filter(practice__partner_id__in=reader.partner_ids)

    def drafts_counted_for(self, reader: "Reader") -> list[tuple[str, int]]:
        """P04: the coordinator knows how many drafts each other partner has, and no titles."""
        rows = self.filter(state="draft") if reader.is_coordinator else self.none()
        rows = rows.filter(is_entered_for_partner=False)  # those are the coordinator's as well
        others = rows.exclude(practice__partner_id__in=reader.partner_ids).order_by()
        partner = "practice__partner__short"
        counted = others.values_list(partner).annotate(n=Count("pk")).order_by(partner)
        return list(counted)


def reads_every_status(reader: "Reader") -> bool:
    """T01: members and administrators; others read the public ones."""
    return reader.is_member or reader.is_admin or reader.is_system


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, reader: "Reader") -> "TransferQuerySet":
        """Every status, or the public ones (T01)."""
        return self if reads_every_status(reader) else self.filter(is_public=True)

    def listed_for(self, reader: "Reader") -> "TransferQuerySet":
        """Readable pairs of the practices in the catalogue: what figures and maps count."""
        practices: PracticeQuerySet = related_rows(self.model, "practice")
        return self.visible_to(reader).filter(practice__in=practices.listed_for(reader))

    def for_practices(self, ids: Sequence[int]) -> "TransferQuerySet":
        return self.filter(practice_id__in=ids)


def transfers_of(reader: "Reader") -> "Prefetch[str]":
    """The readable transfers of each practice, for `prefetch_related`."""
    from practices.models import Transfer  # noqa: PLC0415 — models import this module first

    return Prefetch(
        "transfers", queryset=Transfer.objects.visible_to(reader), to_attr="readable_transfers"
    )
