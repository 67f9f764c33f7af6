"""The partnership itself, and the link by which its first day begins."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.querysets import PartnershipQuerySet, SetupLinkQuerySet


class Partnership(models.Model):
    """This instance: one row, made on day one. No row = the instance is empty."""

    name = models.CharField(_("name"), max_length=80)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    funding_sentence = models.CharField(_("funding sentence"), max_length=300, blank=True)
    emblem = models.BinaryField(_("emblem"), null=True, blank=True)  # a small re-checked PNG
    emblem_hash = models.CharField(max_length=16, blank=True, editable=False)  # in its address
    linkedin_group = models.URLField(_("LinkedIn group"), blank=True)
    x_account = models.URLField(_("account on X"), blank=True)
    languages = ArrayField(
        models.CharField(max_length=10), default=list, verbose_name=_("languages")
    )
    starts_on = models.DateField(_("starts on"))
    report_quorum = models.PositiveSmallIntegerField(_("seats that lock a report"), default=1)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="partnership_one_row")]
        triggers = [CountsAsPublic(hidden=("report_quorum", "languages", "starts_on"))]

    def __str__(self) -> str:
        return self.name


class SetupLink(models.Model):
    """The one-time link to the first start of an empty instance."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)  # what was entered so far, step by step

    objects = SetupLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("setup link")
        verbose_name_plural = _("setup links")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
