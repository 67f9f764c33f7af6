"""Who takes part, who was there, and what they took home."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchanges.models.exchange import Exchange
from exchanges.querysets import ParticipationQuerySet, ReflectionQuerySet
from regions.models import Level, Partner


class ParticipationState(models.TextChoices):
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Takes part")
    DECLINED = "declined", _("Does not take part")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Participation(models.Model):
    """A person (or a guest by name) and an exchange."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    # of a guest who wants the invitation or the minutes; erased 30 days after the end
    email = models.EmailField(_("e-mail"), blank=True)
    # links a person's places in rounds; a guest is known by it alone
    person_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    joined_at = models.DateTimeField(null=True, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="participations")
    level = models.CharField(_("level"), max_length=12, choices=Level)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ParticipationState,
        default=ParticipationState.INVITED,
    )
    attended_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "user"],
                condition=Q(user__isnull=False),
                name="participation_person_once",
            ),
            models.UniqueConstraint(
                fields=["exchange", "partner", "name"],
                condition=Q(user__isnull=True),
                name="participation_guest_once",
            ),
            models.CheckConstraint(
                name="participation_person_or_name",
                condition=Q(user__isnull=False) | ~Q(name=""),
            ),
            models.CheckConstraint(  # somebody with an account has an address there
                name="participation_email_of_guest",
                condition=Q(user__isnull=True) | Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.user_id)


class ReflectionStep(models.TextChoices):
    PERSON = "person", _("What I learnt")
    ORGANISATION = "organisation", _("What my organisation does with it")
    STAKEHOLDERS = "stakeholders", _("What our stakeholders do with it")


class Reflection(models.Model):
    """What somebody took home, step by step."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="reflections"
    )
    step = models.CharField(_("step"), max_length=12, choices=ReflectionStep)
    text = models.TextField(_("text"), max_length=2000)
    has_increased_capacity = models.BooleanField(_("I can do more now"), default=False)
    dated_on = models.DateField(_("date"))

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [
            models.UniqueConstraint(fields=["participation", "step"], name="reflection_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]
