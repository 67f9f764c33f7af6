"""The result for a pair and what the region decides."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models.criteria import CriteriaSet, Criterion
from assessments.querysets import AssessmentQuerySet, DecisionQuerySet
from core import clock
from core.public_changes import CountsAsPublic
from practices.models import Revision, Transfer
from regions.models import Level


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


class Assessment(models.Model):
    """The result for practice x region; stored, never recomputed by a list."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="assessments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="assessments")
    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.PROTECT, related_name="assessments"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT
    )
    result = models.JSONField(default=dict)
    kernel_version = models.CharField(max_length=10, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)
    # columns copied from the result for lists and the plane; thousandths of a point
    rater_count = models.PositiveSmallIntegerField(default=0)
    relevance = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    feasibility = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    # each score without one rater: from the lowest to the highest
    relevance_low = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    relevance_high = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    feasibility_low = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    feasibility_high = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    suggestion = models.CharField(max_length=10, blank=True)
    uncapped = models.CharField(max_length=10, blank=True)  # the suggestion without its gates
    could_easily_change = models.BooleanField(default=False)
    computed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    final_at = models.DateTimeField(null=True, blank=True)
    final_reason = models.CharField(
        _("reason for finishing without a full result"), max_length=300, blank=True
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["transfer"], condition=Q(state="draft"), name="assessment_one_draft"
            ),
            models.CheckConstraint(
                name="assessment_final_has_date",
                condition=Q(state="draft", final_at__isnull=True)
                | Q(state="final", final_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("assessment_detail", args=[self.pk])

    @property
    def is_final(self) -> bool:
        return self.state == AssessmentState.FINAL


class Mitigation(models.Model):
    """The answer to an obstacle: what will be done about it, by whom, until when."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="mitigations")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="mitigations")
    text = models.CharField(_("what will you do about it?"), max_length=500)
    owner = models.CharField(_("who"), max_length=120)
    due_on = models.DateField(_("by when"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("answer to an obstacle")
        verbose_name_plural = _("answers to obstacles")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="mitigation_per_criterion"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    ADOPT = "adopt", _("Adopt as it is")
    ADAPT = "adapt", _("Adapt to us")
    LEARN = "learn", _("Take ideas")
    NOT_NOW = "not_now", _("Not for us now")


class ReasonKind(models.TextChoices):
    """Why not: structured, so that it can be searched across the partnership."""

    NO_NEED = "no_need", _("We do not have this problem")
    HAVE_IT = "have_it", _("We have it already")
    LEGAL_POWER = "legal_power", _("Missing legal power")
    RULES = "rules", _("Aid or procurement rules")
    MONEY = "money", _("No money in reach")
    STAFF = "staff", _("No staff or skills")
    NOBODY = "nobody", _("Nobody to run it")
    PARTNERS = "partners", _("Our partners are not ready")
    POLITICS = "politics", _("No political support")
    TIME = "time", _("Not enough time")
    OTHER = "other", _("Another reason")


# DE04. A decision that is not shown can end one that is.
IS_SHOWN = (
    "EXISTS (SELECT 1 FROM practices_transfer pair WHERE pair.id = {row}.transfer_id"
    " AND pair.is_public) AND ({row}.is_public OR EXISTS (SELECT 1"
    " FROM assessments_decision earlier WHERE earlier.id = {row}.supersedes_id"
    " AND earlier.is_public))"
)


class Decision(models.Model):
    """What the region decided; never changed, a reversal is a new row that refers to it."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="decisions")
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    rationale = models.TextField(_("reasons"), max_length=2000)
    without_assessment_reason = models.CharField(
        _("why without a finished assessment"), max_length=300, blank=True
    )
    reason_kind = models.CharField(_("main reason"), max_length=20, choices=ReasonKind, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    body = models.CharField(_("body that decided"), max_length=160, blank=True)
    decided_on = models.DateField(_("date of the decision"))
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_not_now_has_reason",
                condition=~Q(outcome="not_now") | ~Q(reason_kind=""),
            ),
            models.CheckConstraint(
                name="decision_needs_assessment_or_reason",
                condition=Q(outcome="not_now")
                | Q(assessment__isnull=False)
                | ~Q(without_assessment_reason=""),
            ),
            models.CheckConstraint(name="decision_has_rationale", condition=~Q(rationale="")),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            CountsAsPublic(IS_SHOWN),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}: {self.outcome}"

    def get_absolute_url(self) -> str:
        return reverse("decision_detail", args=[self.pk])


class Dissent(models.Model):
    """Somebody of the region sees it differently, in their own words. Never changed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    words = models.CharField(_("in their words"), max_length=500)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    by_self = models.BooleanField(default=False)  # else whoever decided wrote it down for them
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(name="dissent_has_words", condition=~Q(words=""))]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.words
