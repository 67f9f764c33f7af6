"""Documents and pictures of a text: readable by exactly those who may read the revision (P19)."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from core.signed_links import SignedLink
from practices.documents.kinds import kind_words, size_words
from practices.models.revision import Revision
from practices.models.shown import OF_PUBLIC_TEXT
from practices.querysets import DocumentQuerySet

# The longest side of a picture's two renditions, in pixels.
SIDE = 2000
SMALL_SIDE = 640


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
    link: SignedLink | None = None  # by which its reader came: addresses are bound to it

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
        triggers = [CountsAsPublic(OF_PUBLIC_TEXT, hidden=("added_by_id", "added_at"))]

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        """Its bytes; of a picture the large rendition."""
        if self.link:
            return reverse("entry_document", args=[self.link.token, self.name])
        return reverse("practice_document", args=[self.revision.practice.slug, self.pk, self.name])

    @property
    def mark(self) -> str:
        """Another one once its bytes or what is said about it are others."""
        return sha256(repr((self.sha256, self.title, self.alt)).encode()).hexdigest()[:16]

    @property
    def small_url(self) -> str:
        """Of a picture the small rendition, or itself where it is no larger."""
        if self.link:
            return reverse("entry_picture", args=[self.link.token, self.name])
        return reverse("practice_picture", args=[self.revision.practice.slug, self.pk, self.name])

    @property
    def is_picture(self) -> bool:
        return self.kind == DocumentKind.IMAGE

    @property
    def alt_words(self) -> str:
        """What stands for the picture where it cannot be seen."""
        return self.alt or self.title or self.name.rpartition(".")[0]

    @property
    def has_small(self) -> bool:
        return self.is_picture and max(self.width or 0, self.height or 0) > SMALL_SIDE

    @property
    def small_width(self) -> int:
        """In pixels; the page says it before the picture is there, so that nothing jumps."""
        width, height = self.width or 0, self.height or 0
        return round(width * SMALL_SIDE / max(width, height)) if self.has_small else width

    @property
    def facts(self) -> str:
        """PDF, 0.4 MB."""
        words = [kind_words(self.content_type), size_words(self.size)]
        return ", ".join(each for each in words if each)
