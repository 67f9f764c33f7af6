"""Comments: on a published practice for every member, on a draft for its readers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from practices.querysets.relations import related_rows

if TYPE_CHECKING:
    from practices.models import Comment  # noqa: F401
    from practices.querysets.practices import PracticeQuerySet
    from practices.querysets.revisions import RevisionQuerySet
    from regions.reader import Reader


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, reader: "Reader") -> "CommentQuerySet":
        """C01, C02: members, as far as they may read what the comment is about."""
        if reader.is_system:
            return self
        if not reader.is_member:
            return self.none()
        practices: PracticeQuerySet = related_rows(self.model, "practice")
        revisions: RevisionQuerySet = related_rows(self.model, "revision")
        on_public = Q(revision__isnull=True, practice__published_revision__isnull=False)
        return self.filter(
            on_public | Q(revision__in=revisions.visible_to(reader)),
            practice__in=practices.visible_to(reader),
        )
