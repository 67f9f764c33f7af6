"""A progress report: assembled, approved and locked; then nothing changes it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.models import Partner
from reports.models.indicator import Indicator, Period
from reports.querysets import (
    ApprovalQuerySet,
    ContributionQuerySet,
    FigureRecordQuerySet,
    ReportQuerySet,
)


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LOCKED = "locked", _("Approved and locked")


# RP05. A correction ends the report in whose place it was locked, before it is published, too.
IS_SHOWN = (
    "{row}.published_at IS NOT NULL OR ({row}.state = 'locked' AND EXISTS (SELECT 1"
    " FROM reports_report earlier"
    " WHERE earlier.id = {row}.supersedes_id AND earlier.published_at IS NOT NULL))"
)


class Report(models.Model):
    """The progress report of one period; a correction is a new version."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    highlights = models.TextField(_("highlights"), blank=True, max_length=5000)
    problems = models.TextField(_("problems"), blank=True, max_length=5000)
    deviations = models.TextField(_("deviations"), blank=True, max_length=5000)
    snapshot = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    refreshed_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-period__number", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["period", "version"], name="report_version"),
            models.CheckConstraint(
                name="report_locked_has_hash",
                condition=Q(state="draft", locked_at__isnull=True)
                | (Q(state="locked", locked_at__isnull=False) & ~Q(sha256="")),
            ),
        ]
        triggers = [
            # Only publication may still happen to a locked report.
            pgtrigger.Protect(
                name="locked_is_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="locked")
                & (
                    pgtrigger.Q(old__snapshot__df=pgtrigger.F("new__snapshot"))
                    | pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                    | pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                    | pgtrigger.Q(old__highlights__df=pgtrigger.F("new__highlights"))
                    | pgtrigger.Q(old__problems__df=pgtrigger.F("new__problems"))
                    | pgtrigger.Q(old__deviations__df=pgtrigger.F("new__deviations"))
                    | pgtrigger.Q(old__locked_at__df=pgtrigger.F("new__locked_at"))
                    | pgtrigger.Q(old__period__df=pgtrigger.F("new__period"))
                    | pgtrigger.Q(old__version__df=pgtrigger.F("new__version"))
                    | pgtrigger.Q(old__supersedes__df=pgtrigger.F("new__supersedes"))
                    | pgtrigger.Q(old__refreshed_at__df=pgtrigger.F("new__refreshed_at"))
                    | (
                        pgtrigger.Q(old__published_at__isnull=False)
                        & pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at"))
                    )
                ),
            ),
            pgtrigger.Protect(
                name="locked_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="locked"),
            ),
            CountsAsPublic(IS_SHOWN),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}/{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        return self.state == ReportState.LOCKED


def _locked_with(name: str, report_id: str) -> list[pgtrigger.Trigger]:
    """Triggers of a table whose rows are locked with their report: no insert, change or delete.

    `report_id` is SQL for the report of `{row}`; a changed row may not move into one either.
    """
    check = (
        "SELECT state INTO report_state FROM reports_report WHERE id = {id};"
        " IF report_state = 'locked' THEN"
        " RAISE EXCEPTION 'pgtrigger: the report is approved and locked'; END IF;"
    )
    old = check.format(id=report_id.format(row="OLD"))
    new = check.format(id=report_id.format(row="NEW"))
    return [
        pgtrigger.Trigger(
            name=f"{name}_{operation.lower()}",
            operation=getattr(pgtrigger, operation),
            when=pgtrigger.Before,
            declare=[("report_state", "text")],
            func=func,
        )
        for operation, func in (
            ("Insert", f"{new} RETURN NEW;"),
            ("Update", f"{old} {new} RETURN NEW;"),
            ("Delete", f"{old} RETURN OLD;"),
        )
    ]


class Figure(models.Model):
    """One indicator's value in a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    before = models.DecimalField(_("reached before"), max_digits=14, decimal_places=2, default=0)
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    people = models.PositiveIntegerField(_("distinct people"), null=True, blank=True)
    by_period = models.JSONField(default=list, blank=True)  # values of the earlier periods

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator__position"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="figure_once")]
        triggers = _locked_with("figure_locked", "{row}.report_id")

    def __str__(self) -> str:
        return f"{self.report_id}: {self.indicator_id}"


class FigureRecord(models.Model):
    """One record behind a figure, so that it can be opened, and "counted in" looked up."""

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="records")
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    partner_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=1)
    dated_on = models.DateField(null=True)

    objects = FigureRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record behind a figure")
        verbose_name_plural = _("records behind figures")
        ordering = ["figure", "dated_on", "pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="figure_record_object")]
        triggers = _locked_with(
            "record_locked", "(SELECT report_id FROM reports_figure WHERE id = {row}.figure_id)"
        )

    def __str__(self) -> str:
        return self.label


class Contribution(models.Model):
    """A partner's section of the report of a period."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="contributions")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contributions")
    activity = models.TextField(_("activities"), blank=True, max_length=2000)
    output = models.TextField(_("outputs"), blank=True, max_length=2000)
    result = models.TextField(_("results"), blank=True, max_length=2000)
    is_complete = models.BooleanField(_("complete"), default=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # by the partner itself

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(fields=["period", "partner"], name="contribution_once")
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.partner_id}"


class ApprovalAnswer(models.TextChoices):
    AGREE = "agree", _("Agree")
    REMARK = "remark", _("Agree with a remark")
    OBJECT = "object", _("Object")


class Approval(models.Model):
    """One seat's answer to the draft it saw (by hash)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="approvals")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(_("answer"), max_length=8, choices=ApprovalAnswer)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    seen_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(fields=["report", "partner"], name="approval_per_seat"),
            models.CheckConstraint(
                name="approval_objection_has_remark",
                condition=Q(answer="agree") | ~Q(remark=""),
            ),
        ]
        triggers = _locked_with("approval_locked", "{row}.report_id")

    def __str__(self) -> str:
        return f"{self.report_id}: {self.answer}"
