"""Reads of exchanges and of who took part, named for the reader."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from regions.reader import Reader


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def visible_to(self, reader: "Reader") -> "ExchangeQuerySet":
        """EX01, EX02: members see all, others the public ones; administrators no content."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(is_public=True)

    def coming(self, today: date) -> "ExchangeQuerySet":
        return self.filter(ends_on__gte=today, cancelled_at__isnull=True).order_by("starts_on")

    def past(self, today: date) -> "ExchangeQuerySet":
        return self.filter(ends_on__lt=today).order_by("-starts_on", "pk")

    def held_between(self, first: date, last: date) -> "ExchangeQuerySet":
        """Held = its first day lies in the period and it was not cancelled."""
        return self.filter(starts_on__gte=first, starts_on__lte=last, cancelled_at__isnull=True)

    def with_host(self) -> "ExchangeQuerySet":
        return self.select_related("host__region")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, reader: "Reader") -> "ParticipationQuerySet":
        """S03: names for those of the exchange, and for the coordinator and steering committee."""
        if reader.is_system or reader.is_coordinator or reader.is_steering:
            return self
        rule = Q(partner_id__in=reader.partner_ids)
        if reader.user_id:
            rule |= Q(exchange__participations__user_id=reader.user_id)
        return self.filter(rule).distinct()

    def taking_part(self) -> "ParticipationQuerySet":
        return self.filter(state__in=["invited", "accepted"])

    def attended(self) -> "ParticipationQuerySet":
        return self.filter(attended_at__isnull=False)


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, reader: "Reader") -> "ReflectionQuerySet":
        """EX11: the author and people of the own partner."""
        rule = Q(participation__partner_id__in=reader.partner_ids)
        if reader.user_id:
            rule |= Q(participation__user_id=reader.user_id)
        return self.filter(rule)
