"""A revision: the text of a practice on its way to the public, and then its record."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from practices.models.content import Content, DatePrecision
from practices.models.practice import Practice
from practices.models.shown import OF_PUBLIC_TEXT
from practices.querysets import RevisionQuerySet
from regions.models import RequirementKind


class RevisionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


OPEN_STATES = (RevisionState.DRAFT, RevisionState.SUBMITTED)


class Revision(Content):
    """One version of a practice's text; at most one is open, approved ones never change."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=RevisionState, default=RevisionState.DRAFT
    )
    edit = models.PositiveIntegerField(default=1)  # counts saves, so that a stale one is noticed
    tag_names = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    industry_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    remarks = models.TextField(_("remarks of the coordinator"), blank=True)
    # What it said when it was sent back, by slot, until it is published: `versions.kept_of`.
    returned = models.JSONField(default=dict, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    own_approval_reason = models.CharField(max_length=300, blank=True)
    # Typed by the coordinator for another partner (P06): it counts once that partner confirms.
    is_entered_for_partner = models.BooleanField(default=False)
    partner_asked_at = models.DateTimeField(null=True, blank=True)  # the last letter
    partner_confirmed_at = models.DateTimeField(null=True, blank=True)
    partner_remarks = models.TextField(_("remarks of the partner"), blank=True, max_length=2000)
    edited_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["practice", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="revision_number"),
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(state__in=["draft", "submitted"]),
                name="revision_one_open",
            ),
            models.CheckConstraint(
                name="revision_approved_has_date",
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="revision_submitted_has_date",
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(  # P06
                name="revision_entered_is_confirmed",
                condition=Q(is_entered_for_partner=False)
                | Q(partner_confirmed_at__isnull=False)
                | Q(state__in=["draft", "submitted"]),
            ),
            models.CheckConstraint(  # P11: who approves their own words says why
                name="revision_own_approval_has_reason",
                condition=Q(approved_by__isnull=True)
                | Q(edited_by__isnull=True)
                | ~Q(approved_by=F("edited_by"))
                | ~Q(own_approval_reason=""),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def mark(self) -> str:
        """Another one once its words, its second version or its documents are others."""
        return f"{self.pk}-{self.edit}-{self.edited_at:%Y%m%d%H%M%S%f}"

    @property
    def waits_for_partner(self) -> bool:
        """Entered by the coordinator, and its partner has not said yet that it is theirs."""
        return self.is_entered_for_partner and self.partner_confirmed_at is None


class EvidenceStatement(models.Model):
    """One piece of evidence of success: what, when, from where."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="statements")
    text = models.CharField(_("statement"), max_length=500)
    figure = models.CharField(_("figure"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.YEAR
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("evidence of success")
        verbose_name_plural = _("evidence of success")
        ordering = ["position", "pk"]
        triggers = [CountsAsPublic(OF_PUBLIC_TEXT)]

    def __str__(self) -> str:
        return self.text


class Requirement(models.Model):
    """What a region needs before it can take the practice up, from 1 (a little) to 3 (much)."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(_("kind"), max_length=20, choices=RequirementKind)
    needed = models.PositiveSmallIntegerField(
        _("level"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    text = models.CharField(_("what"), max_length=200)
    is_core = models.BooleanField(_("core"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="requirement_needed_1_to_3", condition=Q(needed__gte=1, needed__lte=3)
            )
        ]
        triggers = [CountsAsPublic(OF_PUBLIC_TEXT)]

    def __str__(self) -> str:
        return self.text
