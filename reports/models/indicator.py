"""What is counted, over which time, against which target."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from regions.models import Partner
from reports.querysets import EntryQuerySet, IndicatorQuerySet, PeriodQuerySet


class IndicatorKind(models.TextChoices):
    OUTPUT = "output", _("Output")
    RESULT = "result", _("Result")


class Indicator(models.Model):
    """One figure of the report; `query` names the function that computes it."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind)
    component = models.CharField(_("component"), max_length=60, blank=True)
    method = models.CharField(_("how it is counted"), max_length=300)
    unit = models.CharField(_("unit"), max_length=10, blank=True)  # "EUR" or empty
    query = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="indicator_version")
        ]
        triggers = [
            CountsAsPublic(
                "EXISTS (SELECT 1 FROM reports_figure figure"
                " JOIN reports_report report ON report.id = figure.report_id"
                " WHERE figure.indicator_id = {row}.id AND report.published_at IS NOT NULL)",
                hidden=("component", "method", "query"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """A reporting period; periods do not overlap."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    partner_report_due_on = models.DateField(_("contributions due"), null=True, blank=True)
    joint_report_due_on = models.DateField(_("joint report due"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            ExclusionConstraint(
                name="periods_do_not_overlap",
                expressions=[
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    )
                ],
            ),
        ]
        triggers = [
            CountsAsPublic(
                "EXISTS (SELECT 1 FROM reports_report report"
                " WHERE report.period_id = {row}.id AND report.published_at IS NOT NULL)"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class Target(models.Model):
    """What the project set itself to reach by the end of a period."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="targets")
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "partner", "period"],
                name="target_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"


class ManualEntry(models.Model):
    """A figure that only people know (press releases), with its evidence.

    What the coordinator enters for another partner counts once that partner has confirmed it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="entries")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="entries")
    value = models.PositiveIntegerField(_("number"))
    evidence = models.CharField(_("evidence"), max_length=300)
    dated_on = models.DateField(_("date"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure entered by hand")
        verbose_name_plural = _("figures entered by hand")
        constraints = [models.CheckConstraint(name="entry_has_evidence", condition=~Q(evidence=""))]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"
