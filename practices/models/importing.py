"""Spreadsheets that were read: the plan that a person saw, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Work
from practices.querysets import ImportRunQuerySet
from regions.models import Partner


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    PLANNED = "planned", _("Checked")
    DONE = "done", _("Imported")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """`plan` holds every row with what would happen; exactly that is carried out, once.

    `work` is what the worker does or did last with a large one: reading it, or carrying it out.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=ImportState, default=ImportState.PLANNED
    )
    file_name = models.CharField(_("file"), max_length=150)
    sha256 = models.CharField(max_length=64)
    plan = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    work = models.ForeignKey(Work, null=True, on_delete=models.SET_NULL, related_name="+")
    leaves_out = models.BooleanField(default=False)  # as it was said when it was asked for
    made_at = models.DateTimeField(default=clock.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_date",
                condition=Q(state__in=["reading", "planned"]) | Q(done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.work is not None and self.work.is_active

    @property
    def failure(self) -> str:
        """Why the last work with it was not done."""
        return self.work.said if self.work is not None else ""


class ImportUpload(models.Model):
    """The bytes of a file that waits to be read; gone with its plan."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="upload")
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file to be read")
        verbose_name_plural = _("files to be read")

    def __str__(self) -> str:
        return str(self.run)
