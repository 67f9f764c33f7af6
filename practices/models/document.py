"""Documents and pictures of a text: readable by exactly those who may read the revision (P19)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.models.revision import Revision
from core.public_changes import CountsAsPublic
from practices.documents.kinds import kind_words, size_words
from practices.querysets import DocumentQuerySet
from practices.models.shown import OF_PUBLIC_TEXT


class DocumentKind(models.TextChoices):
    FILE = "file", _("Document")
    IMAGE = "image", _("Picture")


class Document(models.Model):
    """One file of a revision; the bytes are kept once per content, named by their SHA-256.

    A new version of a text takes its documents over: rows are copied, bytes are not.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=5, choices=DocumentKind)
    name = models.CharField(_("file name"), max_length=150)
    title = models.CharField(_("title"), max_length=150, blank=True)
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["sha256"], name="document_sha256")]
        constraints = [
            models.CheckConstraint(
                name="document_sha256_is_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="document_image_has_size",
                condition=~Q(kind="image") | Q(width__gt=0, height__gt=0),
            ),
            models.UniqueConstraint(fields=["revision", "sha256"], name="document_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.name
        triggers = [CountsAsPublic(OF_PUBLIC_TEXT, hidden=("added_by_id", "added_at"))]
