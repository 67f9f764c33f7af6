"""Spreadsheets that were read: the plan that a person saw, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from practices.querysets import ImportRunQuerySet
from regions.models import Partner


class ImportState(models.TextChoices):
    PLANNED = "planned", _("Checked")
    DONE = "done", _("Imported")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """`plan` holds every row with what would happen; exactly that is carried out, once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=ImportState, default=ImportState.PLANNED
    )
    file_name = models.CharField(_("file"), max_length=150)
    sha256 = models.CharField(max_length=64)
    plan = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
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
                condition=Q(state="planned") | Q(done_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name
