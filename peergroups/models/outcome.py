"""After a practice was talked about: next steps of the regions, follow-ups, minutes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from exchanges.models import Participation
from peergroups.models.session import AgendaItem, Session
from peergroups.querysets import (
    AmendmentQuerySet,
    FollowUpQuerySet,
    MinutesQuerySet,
    RegionStepQuerySet,
)
from regions.models import Region


class StepKind(models.TextChoices):
    INTERESTED = "interested", _("Interested")
    NOT_FOR_US = "not_for_us", _("Not for us")
    ASK_AT_HOME = "ask_at_home", _("Ask at home")


class RegionStep(models.Model):
    """What a region does next with a practice of the agenda: one choice and one line.

    Not a decision: "ask at home" asks the region's lead to open a round at home.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="region_steps")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="session_steps")
    kind = models.CharField(_("next step"), max_length=12, choices=StepKind)
    line = models.CharField(_("in one line"), max_length=200, blank=True)
    chosen_by = models.ForeignKey(  # empty: the moderator chose for the region
        Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(default=clock.now)

    objects = RegionStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("next step of a region")
        verbose_name_plural = _("next steps of regions")
        constraints = [models.UniqueConstraint(fields=["item", "region"], name="region_step_once")]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.region_id}: {self.kind}"


class FollowUp(models.Model):
    """Something that somebody will do until a day, agreed in the session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="follow_ups")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    text = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="follow_ups")
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class MinutesState(models.TextChoices):
    """Written by the moderators, then read and amended by those present, then confirmed."""

    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Sent to those present")
    CONFIRMED = "confirmed", _("Confirmed")


class Minutes(models.Model):
    """The minutes of a session. A confirmed version stays; `content` is what it says, then.

    `text` holds what the moderators wrote themselves, by section; the rest is read from the
    session until the minutes are confirmed. `sha256` is that of the canonical JSON of `content`.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=MinutesState, default=MinutesState.DRAFT
    )
    text = models.JSONField(_("text"), default=dict, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    # the last day on which those who were there ask for changes
    amend_until = models.DateField(_("changes until"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["session", "version"]
        constraints = [
            models.UniqueConstraint(fields=["session", "version"], name="minutes_version_once"),
            models.UniqueConstraint(
                fields=["session"],
                condition=~Q(state="confirmed"),
                name="minutes_one_open",
            ),
            models.CheckConstraint(
                name="minutes_confirmed_have_hash",
                condition=Q(
                    state="confirmed", confirmed_at__isnull=False, sha256__regex=r"^[0-9a-f]{64}$"
                )
                | (~Q(state="confirmed") & Q(confirmed_at__isnull=True, sha256="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="confirmed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="confirmed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.version}"


class MinutesRead(models.Model):
    """Somebody who was there said that they read these minutes. Others learn the number alone."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="readings")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="minutes_read"
    )
    read_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("reading of minutes")
        verbose_name_plural = _("readings of minutes")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "participation"], name="minutes_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.participation_id}"


class AmendmentState(models.TextChoices):
    OPEN = "open", _("Open")
    TAKEN = "taken", _("Taken over")
    DECLINED = "declined", _("Not taken over")


class Amendment(models.Model):
    """What somebody who was there wants changed in the minutes, and what became of it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="amendments")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="amendments"
    )
    text = models.TextField(_("what should change"), max_length=2000)
    state = models.CharField(
        _("state"), max_length=10, choices=AmendmentState, default=AmendmentState.OPEN
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
