"""Tags of practices: one row per word, whatever its spelling."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from core.public_changes import CountsAsPublic
from practices.models.practice import Practice
from practices.models.shown import OF_PUBLIC_PRACTICE
from practices.querysets import TaggingQuerySet, TagQuerySet
from practices.writing.spelling import fold

if TYPE_CHECKING:  # the package has no types
    from django.db.models import Model as ItemBase
else:
    from taggit.models import ItemBase


class Tag(TagBase):  # type: ignore[misc]  # the package has no types
    """A tag. A former one leads to the one that took its place, or, removed, to none.

    What people typed stays in their texts; `actions.tagging` reads it through this table.
    """

    folded = models.CharField(max_length=100, unique=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="former_names"
    )
    former_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TagQuerySet.as_manager()

    practices: int  # by `counted_for(reader)`

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["folded"]
        constraints = [
            models.CheckConstraint(
                name="tag_merged_is_former",
                condition=Q(merged_into__isnull=True) | Q(former_since__isnull=False),
            ),
            models.CheckConstraint(
                name="tag_not_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
        ]
        triggers = [
            CountsAsPublic(
                "EXISTS (SELECT 1 FROM practices_tagging tagging"
                " JOIN practices_practice practice ON practice.id = tagging.practice_id"
                " AND practice.published_revision_id IS NOT NULL"
                " AND practice.taken_down_at IS NULL WHERE tagging.tag_id = {row}.id)"
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """From the folded word, so that its address has no accents; other scripts keep theirs."""
        base = slugify(fold(tag), allow_unicode=True)[:90] or "tag"
        return base if i is None else f"{base}-{i}"

    @property
    def is_former(self) -> bool:
        return self.former_since is not None

    @property
    def present(self) -> "Tag | None":
        """The tag that stands for this one now; None where it was removed.

        Fetch with `with_successors()`: longer ways than two steps cost a query each.
        """
        tag = self
        while tag.merged_into is not None:
            tag = tag.merged_into
        return None if tag.is_former else tag


class Tagging(ItemBase):
    """A published practice carries a tag: made from its public text, never typed here."""

    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="taggings")
    content_object = models.ForeignKey(  # the name is taggit's
        Practice, on_delete=models.CASCADE, related_name="taggings", db_column="practice_id"
    )

    objects = TaggingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag of a practice")
        verbose_name_plural = _("tags of practices")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once"),
        ]
        triggers = [CountsAsPublic(OF_PUBLIC_PRACTICE)]
