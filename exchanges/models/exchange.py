"""A study visit, staff exchange, meeting or dissemination event: time and place exist once."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.public_changes import CountsAsPublic
from exchanges.querysets import ExchangeQuerySet
from practices.models import DatePrecision, Practice
from regions.models import Partner


class ExchangeKind(models.TextChoices):
    MEETING = "meeting", _("Project meeting")
    STUDY_VISIT = "study_visit", _("Study visit")
    STAFF_EXCHANGE = "staff_exchange", _("Staff exchange")
    PEER_GROUP = "peer_group", _("Peer-group session")
    STEERING = "steering", _("Steering committee")
    DISSEMINATION = "dissemination", _("Dissemination event")


class Reach(models.TextChoices):
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    INTERNATIONAL = "international", _("International")


class Form(models.TextChoices):
    """How people come together."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Exchange(models.Model):
    """One event. Dates are as precise as known: of a month, its first and last day."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=16, choices=ExchangeKind)
    also_kinds = models.JSONField(_("with"), default=list, blank=True)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("end"))
    date_precision = models.CharField(
        max_length=5, choices=DatePrecision, default=DatePrecision.DAY
    )
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Vienna")
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.IN_PERSON)
    place = models.CharField(_("place"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    online_link = models.URLField(_("link to join online"), blank=True)
    host = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_exchanges"
    )
    reach = models.CharField(_("reach"), max_length=14, choices=Reach, default=Reach.INTERNATIONAL)
    our_part = models.CharField(_("our part"), max_length=200, blank=True)
    notes = models.TextField(_("what happened"), blank=True)
    guests_from = models.JSONField(_("guests from"), default=list, blank=True)
    source = models.JSONField(_("source"), default=dict, blank=True)
    is_year_inferred = models.BooleanField(default=False)
    is_public = models.BooleanField(_("public"), default=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # rises when date or place change, so that calendars take the newer one
    sequence = models.PositiveIntegerField(default=0, editable=False)
    practices = models.ManyToManyField(
        Practice, through="ExchangePractice", related_name="exchanges", blank=True
    )

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exchange_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]
        indexes = [models.Index(fields=["starts_on"], name="exchange_starts_on")]
        triggers = [CountsAsPublic("{row}.is_public", hidden=("online_link",))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exchange_detail", args=[self.slug])

    @property
    def where(self) -> str:
        """Karlsruhe; online; Karlsruhe and online."""
        if self.form == Form.IN_PERSON:
            return self.place
        if self.form == Form.ONLINE or not self.place:
            return gettext("online")
        return gettext("%(place)s and online") % {"place": self.place}


class ExchangePractice(models.Model):
    """A practice was shown at an exchange."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="shown")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="shown_at")

    class Meta:
        verbose_name = _("practice shown")
        verbose_name_plural = _("practices shown")
        constraints = [models.UniqueConstraint(fields=["exchange", "practice"], name="shown_once")]
        triggers = [
            CountsAsPublic(
                "EXISTS (SELECT 1 FROM exchanges_exchange exchange"
                " WHERE exchange.id = {row}.exchange_id AND exchange.is_public)"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id}: {self.practice_id}"


class ProgrammeItem(models.Model):
    """One line of the programme."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    place = models.CharField(_("place"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ["day", "starts_at", "pk"]

    def __str__(self) -> str:
        return self.title
