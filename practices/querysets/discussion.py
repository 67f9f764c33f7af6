"""Comments: on a published practice for every member, on a draft for its readers; followers."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Q, Value, When

from practices.querysets.relations import related_rows

if TYPE_CHECKING:
    from practices.models import Comment, Follow, Practice, Revision  # noqa: F401 - for types
    from practices.querysets.revisions import RevisionQuerySet
    from regions.reader import Reader


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, reader: "Reader") -> "CommentQuerySet":
        """C01, C02: members, as far as they may read what the comment is about.

        What was said about a draft stays with those who could read the draft: it does not come out
        with the text. Nothing is left of the conversation about a practice that was taken down.
        """
        standing = Q(practice__taken_down_at__isnull=True)
        if reader.is_system:
            return self.filter(standing)
        if not reader.is_member:
            return self.none()
        revisions: RevisionQuerySet = related_rows(self.model, "revision")
        on_public = Q(revision__isnull=True, practice__published_revision__isnull=False)
        on_open = Q(revision__in=revisions.open().visible_to(reader).values("pk"))
        return self.filter(standing, on_public | on_open)

    def still_said_to(self, reader: "Reader") -> "CommentQuerySet":
        """Whose words the reader can still read: not deleted, and hidden ones by their author."""
        words = Q(hidden_at__isnull=True) | Q(author_id=reader.user_id or 0)
        if reader.is_coordinator:
            words |= Q(hidden_at__isnull=False)
        return self.visible_to(reader).filter(words, deleted_at__isnull=True)

    def in_talk(self, practice: "Practice", revision: "Revision | None") -> "CommentQuerySet":
        """The conversation about the public text, or about one draft."""
        return self.filter(practice=practice, revision=revision)

    def latest_threads(self, most: int) -> "CommentQuerySet":
        """The newest threads with all their answers, in the order in which they were said.

        One thread more than `most`, so that the page knows whether there are others.
        """
        newest = self.filter(parent__isnull=True).order_by("-made_at", "-pk").values("pk")
        wanted = newest[: most + 1]
        return self.filter(Q(pk__in=wanted) | Q(parent__in=wanted)).order_by("made_at", "pk")

    def with_partner(self) -> "CommentQuerySet":
        return self.select_related("partner__region")

    def with_practice(self) -> "CommentQuerySet":
        """What an act on one comment needs to know."""
        about = ("practice__partner__region", "revision", "parent")
        return self.with_partner().select_related(*about)

    def calmed_by(self, reader: "Reader", rule: Q) -> "CommentQuerySet":
        """`can_be_calmed`: whether the reader may hide it. `rule` says who moderates (C05)."""
        everywhere = reader.is_coordinator or reader.is_system
        calmed: dict[str, Any] = {
            "can_be_calmed": Case(When(rule, then=Value(True)), default=Value(everywhere))
        }
        return self.annotate(**calmed)

    def reported_to(self, reader: "Reader") -> "CommentQuerySet":
        """C05: what waits for the coordinator's eyes."""
        if not reader.is_coordinator:
            return self.none()
        waiting = {"reported_at__isnull": False, "hidden_at": None, "deleted_at": None}
        return self.visible_to(reader).filter(**waiting).order_by("reported_at", "pk")


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, reader: "Reader") -> "FollowQuerySet":
        """One's own; who else follows is nobody's business."""
        return self.filter(user_id=reader.member_id)
