"""Answers: taps are kept as they came, a rating is the tap that counts."""

import uuid
from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.criteria import Criterion
from assessments.models.round import Seat
from assessments.querysets import RatingQuerySet
from core import clock


class Tap(models.Model):
    """One tap on one device; its uuid is the idempotency key. Never changed, never deleted.

    Value -2 (strong barrier) to 2 (strong driver), or unknown ("I do not know"), never both.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="taps")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="taps")
    value = models.SmallIntegerField(_("value"), null=True)
    is_unknown = models.BooleanField(_("I do not know"), default=False)
    obstacle = models.CharField(_("obstacle"), max_length=300, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    by_self = models.BooleanField(default=True)
    made_at = models.DateTimeField()  # on the device, corrected by the server's offset
    device = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveBigIntegerField(default=0)
    received_at = models.DateTimeField(default=clock.now, editable=False)
    is_late = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tap")
        verbose_name_plural = _("taps")
        constraints = [
            models.CheckConstraint(
                name="tap_value_xor_unknown",
                # a comparison with NULL refuses nothing, so its absence is named
                condition=Q(is_unknown=False, value__isnull=False, value__gte=-2, value__lte=2)
                | Q(is_unknown=True, value__isnull=True),
            ),
            models.CheckConstraint(
                name="tap_recorded_has_reason",
                condition=Q(by_self=True, recorded_by__isnull=True)
                | (Q(by_self=False, recorded_by__isnull=False) & ~Q(reason="")),
            ),
        ]
        indexes = [models.Index(fields=["seat", "criterion"], name="tap_seat_criterion")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="criterion_of_the_rounds_set",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM assessments_seat s"
                    " JOIN assessments_round r ON r.id = s.round_id"
                    " JOIN assessments_criterion c ON c.criteria_set_id = r.criteria_set_id"
                    " WHERE s.id = NEW.seat_id AND c.id = NEW.criterion_id) THEN"
                    " RAISE EXCEPTION 'pgtrigger: the criterion is not of this round'; END IF;"
                    " RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def order(self) -> tuple[bool, datetime, str, int, str]:
        """Which of two taps wins: entered by oneself, then later, then device and sequence.

        The uuid decides last, so that any two taps have an order whatever came first.
        """
        return (self.by_self, self.made_at, self.device, self.sequence, self.uuid.hex)


class Rating(models.Model):
    """The tap that counts for a seat and a criterion."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="ratings")
    tap = models.OneToOneField(Tap, on_delete=models.PROTECT, related_name="rating")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    void_reason = models.CharField(max_length=200, blank=True)
    contested_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["seat", "criterion"], name="rating_once"),
            models.CheckConstraint(
                name="rating_voided_has_reason",
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.seat_id}/{self.criterion_id}"
