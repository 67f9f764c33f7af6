"""What members say to each other about a practice, and who follows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.models.practice import Practice
from practices.models.revision import Revision
from practices.querysets import CommentQuerySet, FollowQuerySet
from regions.models import Partner


class Comment(models.Model):
    """One contribution. `revision` is empty on the public text, else it belongs to that draft.

    Nobody changes another's words: a hidden comment keeps its text, a deleted one loses it.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=3000, blank=True)
    mentions = models.ManyToManyField(Partner, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hidden_reason = models.CharField(_("reason"), max_length=300, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    can_be_calmed: bool  # by this reader; where the queryset was asked

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_hidden_has_reason",
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""),
            ),
            models.CheckConstraint(
                name="comment_has_text_unless_deleted",
                condition=Q(deleted_at__isnull=False) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Its lasting address; it leads to the conversation, wherever that stands."""
        return reverse("comment_detail", args=[self.pk])

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_standing(self) -> bool:
        """Neither deleted nor hidden."""
        return self.deleted_at is None and self.hidden_at is None


class Follow(models.Model):
    """A person wants to hear what is new about a practice."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=clock.now, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed practice")
        verbose_name_plural = _("followed practices")
        constraints = [models.UniqueConstraint(fields=["practice", "user"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.practice_id}"
