"""Questions that anybody may ask the owner of a practice; a moderator reads them first."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.public_changes import CountsAsPublic
from practices.models.practice import Practice
from practices.querysets import OwnerQuestionQuerySet


class QuestionState(models.TextChoices):
    WAITING = "waiting", _("Waits for the coordinator")
    PASSED_ON = "passed_on", _("Passed on to the owner")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not passed on")


class OwnerQuestion(models.Model):
    """A question and its answer. The asker's address serves the answer only and is then erased."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="questions")
    state = models.CharField(
        _("state"), max_length=10, choices=QuestionState, default=QuestionState.WAITING
    )
    name = models.CharField(_("name"), max_length=120)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")  # of the letters
    text = models.TextField(_("question"), max_length=1500)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    moderated_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField(_("reason"), max_length=500, blank=True)  # told to the asker
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Question and answer stand on the public page, without name and address of the asker.
    is_public = models.BooleanField(_("show question and answer on the page"), default=False)
    # Its owner wants that; the coordinator reads the answer first, as they read the question.
    is_offered = models.BooleanField(default=False)
    asker_erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OwnerQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to an owner")
        verbose_name_plural = _("questions to owners")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_answered_has_answer",
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="question_public_is_answered",
                condition=Q(is_public=False) | Q(state="answered"),
            ),
            models.CheckConstraint(
                name="question_offered_waits",
                condition=Q(is_offered=False) | Q(state="answered", is_public=False),
            ),
            models.CheckConstraint(
                name="question_declined_has_reason",
                condition=~Q(state="declined") | ~Q(declined_reason=""),
            ),
        ]
        triggers = [
            CountsAsPublic(
                "{row}.is_public",
                only=("practice_id", "text", "answer", "answered_at", "is_public"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("question_detail", args=[self.pk])

    @property
    def asker(self) -> str:
        """Name and organisation, as long as they are known."""
        return ", ".join(each for each in (self.name, self.organisation) if each)
