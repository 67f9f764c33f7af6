"""Files that were made for one person because they are too large to wait for."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Work
from practices.querysets import ExportFileQuerySet


class ExportOf(models.TextChoices):
    PRACTICES = "practices", _("Good practices")
    DRAFTS = "drafts", _("Drafts")


class ExportFile(models.Model):
    """A workbook, readable for who asked for it, for a day.

    `ids` are the rows in it: who downloads it may read all of them still. `place` is where its
    bytes lie in the default storage; they are there once it has been made.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    work = models.ForeignKey(Work, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=10, choices=ExportOf)
    query = models.TextField(blank=True)  # the filters, as the address has them
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=60, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)  # empty until it has been made

    objects = ExportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file for one person")
        verbose_name_plural = _("files for one person")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="exportfile_made_has_size",
                condition=Q(size=0, expires_at__isnull=True)
                | Q(size__gt=0, expires_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("export_file", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.work is not None and self.work.is_active

    @property
    def failure(self) -> str:
        return self.work.said if self.work is not None else ""
