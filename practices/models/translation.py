"""The text of a revision in a second language; it passes the same gate, as a part of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from practices.models.revision import Revision
from practices.models.shown import OF_PUBLIC_TEXT

TRANSLATED_FIELDS: tuple[str, ...] = (
    *("title", "summary", "problem", "how_it_works", "stakeholders", "resources"),
    *("evidence", "challenges", "potential", "further_information"),
)


class Translation(models.Model):
    """`original_hash` says which words were translated: another hash = older than the original.

    `original` holds those words themselves, by field, so that it can be seen what changed since.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="translation")
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=100, blank=True)
    summary = models.CharField(_("short line"), max_length=300, blank=True)
    problem = models.TextField(_("problem addressed"), blank=True)
    how_it_works = models.TextField(_("how it works"), blank=True)
    stakeholders = models.TextField(_("stakeholders and beneficiaries"), blank=True)
    resources = models.TextField(_("resources needed"), blank=True)
    evidence = models.TextField(_("evidence of success"), blank=True)
    challenges = models.TextField(_("challenges encountered"), blank=True)
    potential = models.TextField(_("potential for learning or transfer"), blank=True)
    further_information = models.TextField(_("further information"), blank=True)
    original_hash = models.CharField(max_length=64)
    original = models.JSONField(default=dict, blank=True)
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    translated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("second language version")
        verbose_name_plural = _("second language versions")
        triggers = [CountsAsPublic(OF_PUBLIC_TEXT, hidden=("translated_by_id", "original"))]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
