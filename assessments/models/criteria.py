"""What is asked: criteria in versioned sets, nested by code."""

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.querysets import CriteriaSetQuerySet, CriterionQuerySet
from core import clock
from core.languages import ENGLISH
from core.public_changes import CountsAsPublic
from practices.models import RequirementKind

# Of a version that was released; what is being written moves no public page (CS02).
ASKED = (
    "EXISTS (SELECT 1 FROM assessments_criteriaset"
    " WHERE id = {row}.criteria_set_id AND released_at IS NOT NULL)"
)
SAID_OF_ASKED = (
    "EXISTS (SELECT 1 FROM assessments_criterion asked JOIN assessments_criteriaset version"
    " ON version.id = asked.criteria_set_id"
    " WHERE asked.id = {row}.criterion_id AND version.released_at IS NOT NULL)"
)


class Dimension(models.TextChoices):
    RELEVANCE = "relevance", _("Relevance")
    FEASIBILITY = "feasibility", _("Feasibility")


class Importance(models.IntegerChoices):
    LOW = 1, _("low")
    MEDIUM = 2, _("medium")
    HIGH = 3, _("high")


class CriteriaSet(models.Model):
    """One version of a set; its first rating freezes it, a change makes a new version."""

    code = models.SlugField(_("code"), max_length=20)  # "meeting" or "home"
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=80)
    threshold = models.DecimalField(
        _("threshold"),
        max_digits=3,
        decimal_places=2,
        default="0.50",
        validators=[MinValueValidator(0)],
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    # New rounds ask the newest released version; one that is being written has no date.
    released_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("what is new in this version"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("criteria set")
        verbose_name_plural = _("criteria sets")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="criteria_set_version"),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(released_at__isnull=True),
                name="criteria_set_one_being_written",
            ),
            models.CheckConstraint(
                name="criteria_set_frozen_is_released",
                condition=models.Q(frozen_at__isnull=True) | models.Q(released_at__isnull=False),
            ),
        ]
        triggers = [  # CS01
            CountsAsPublic(
                "{row}.released_at IS NOT NULL", hidden=("frozen_at", "made_at", "made_by_id")
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("criteria_set_detail", args=[self.code, self.version])

    @property
    def by_code(self) -> dict[str, "Criterion"]:
        """Its questions. Those of a frozen set never change, so each process reads them once."""
        if self.pk not in _questions or self.frozen_at is None:
            _questions[self.pk] = {each.code: each for each in self.criteria.all()}
        return _questions[self.pk]


_questions: dict[int, dict[str, "Criterion"]] = {}


class Criterion(models.Model):
    """One question with its two end labels."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(_("code"), max_length=4)
    position = models.PositiveSmallIntegerField(_("position"))
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension)
    topic = models.CharField(_("what it is about"), max_length=60)  # "money", for sentences
    question = models.CharField(_("question"), max_length=80)
    low_label = models.CharField(_("−2 reads"), max_length=40)
    high_label = models.CharField(_("+2 reads"), max_length=40)
    guidance = models.CharField(_("guidance"), max_length=300, blank=True)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance, default=Importance.MEDIUM
    )
    is_gate = models.BooleanField(_("can stop a transfer alone"), default=False)
    requirement_kind = models.CharField(
        _("speaks of the requirement"), max_length=20, choices=RequirementKind, blank=True
    )

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["criteria_set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code"),
        ]
        triggers = [
            # A row trigger's WHEN cannot look at another table, so the look is in the body.
            pgtrigger.Trigger(
                name="frozen_with_its_set",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("frozen", "timestamptz")],
                func=(
                    "SELECT frozen_at INTO frozen FROM assessments_criteriaset"
                    " WHERE id = OLD.criteria_set_id;"
                    " IF frozen IS NOT NULL THEN"
                    " RAISE EXCEPTION 'pgtrigger: criteria of a set in use do not change'; END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
            CountsAsPublic(ASKED),  # CS01
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.question}"

    def said_in(self, language: str) -> "Criterion | CriterionText":
        """Its words in that language, else in English; fetch a set with `texts` prefetched."""
        texts = self.texts.all() if language not in ("", ENGLISH) else ()
        return next((each for each in texts if each.language == language), self)


class CriterionText(models.Model):
    """A criterion in another language, for people who answer in theirs."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10)
    topic = models.CharField(_("what it is about"), max_length=60)
    question = models.CharField(_("question"), max_length=80)
    low_label = models.CharField(_("−2 reads"), max_length=40)
    high_label = models.CharField(_("+2 reads"), max_length=40)
    guidance = models.CharField(_("guidance"), max_length=300, blank=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("criterion in another language")
        verbose_name_plural = _("criteria in other languages")
        ordering = ["criterion", "language"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "language"], name="criterion_text_once")
        ]
        triggers = [CountsAsPublic(SAID_OF_ASKED, hidden=("changed_at",))]  # CS01

    def __str__(self) -> str:
        return self.question
