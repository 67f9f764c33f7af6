"""A plan and its versions."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from plans.querysets import PlanQuerySet
from regions.models import Region


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ADOPTED = "adopted", _("Adopted")


# SQL for PL05: adopted, and, for its parts, of a plan that is adopted and public.
IS_ADOPTED = (
    "EXISTS (SELECT 1 FROM plans_planversion version"
    " WHERE version.plan_id = {plan_id} AND version.state = 'adopted')"
)
OF_PUBLIC_PLAN = (
    "EXISTS (SELECT 1 FROM plans_plan plan JOIN plans_planversion version"
    " ON version.plan_id = plan.id AND version.state = 'adopted'"
    " WHERE plan.id = {plan_id} AND plan.is_public)"
)


class Plan(models.Model):
    """One region's implementation plan, numbered within the region.

    Part I general information and part II policy context are here; part III are its actions.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160)
    policy_instrument = models.CharField(_("policy instrument"), max_length=200, blank=True)
    context = models.TextField(_("policy context"), blank=True, max_length=5000)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    is_public = models.BooleanField(_("public"), default=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("implementation plan")
        verbose_name_plural = _("implementation plans")
        ordering = ["region__position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="plan_number"),
            models.CheckConstraint(
                name="plan_ends_after_start", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]
        triggers = [
            CountsAsPublic(
                "{row}.is_public AND " + IS_ADOPTED.format(plan_id="{row}.id"),
                hidden=("created_at",),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan_detail", args=[self.region.code, self.number])

    @property
    def latest_version(self) -> "PlanVersion":
        """The version in force; from the prefetched versions, where there are any."""
        return max(self.versions.all(), key=lambda version: version.number)


class PlanVersion(models.Model):
    """A state of the plan: the last one is in force; submitted and adopted ones are snapshots."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    snapshot = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("plan version")
        verbose_name_plural = _("plan versions")
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                name="plan_one_open_version",
            ),
            models.CheckConstraint(
                name="plan_adopted_has_date_and_hash",
                condition=~Q(state="adopted") | (Q(adopted_on__isnull=False) & ~Q(sha256="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="adopted_is_locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="adopted"),
            ),
            CountsAsPublic(
                OF_PUBLIC_PLAN.format(plan_id="{row}.plan_id"),
                only=("plan_id", "number", "state", "submitted_at", "adopted_on"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"
