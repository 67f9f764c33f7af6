"""Reads of exchanges and of who took part, named for the reader."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, Q, When

from exchanges.guests import still_open

if TYPE_CHECKING:
    from exchanges.models import (  # noqa: F401 - named in strings below
        Exchange,
        Participation,
        Reflection,
    )
    from regions.reader import Reader

LEVELS = ("policy_maker", "intermediary", "practitioner")
TAKING_PART = ("invited", "accepted")


def person_of(reader: "Reader", prefix: str = "") -> Q:
    """A person's places for partners they still act for, and a guest's while it is open to them."""
    own = Q(pk__in=[])
    if reader.is_member:
        partner = f"{prefix}partner_id__in"
        own |= Q(**{f"{prefix}user_id": reader.user_id, partner: reader.partner_ids})
    if reader.person_key:
        guest = {f"{prefix}person_key": reader.person_key, f"{prefix}user__isnull": True}
        own |= Q(**guest) & still_open(prefix)
    return own


def of_reader(reader: "Reader", prefix: str = "") -> Q:
    """The reader's own participation, as a person or as a guest, while it stands."""
    own = person_of(reader, prefix)
    return own & Q(**{f"{prefix}state__in": TAKING_PART})


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def visible_to(self, reader: "Reader") -> "ExchangeQuerySet":
        """EX01, EX02: members see all, others the public ones, a guest those they take part in."""
        if reader.is_member or reader.is_system:
            return self
        rule = Q(is_public=True)
        if reader.person_key:
            own = self.model._default_manager.filter(of_reader(reader, "participations__"))
            rule |= Q(pk__in=own.values("pk"))
        return self.filter(rule)

    def public(self) -> "ExchangeQuerySet":
        """The public line, whoever asks."""
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

    def with_numbers(self) -> "ExchangeQuerySet":
        """How many people of how many partners take part: counts, no names."""
        taking = Q(participations__state__in=TAKING_PART)
        return self.annotate(
            people=Count("participations", filter=taking, distinct=True),
            partners=Count("participations__partner", filter=taking, distinct=True),
        )


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, reader: "Reader") -> "ParticipationQuerySet":
        """S03: names for those of the exchange, its host's leads, coordinator and steering."""
        if reader.is_system or reader.is_coordinator or reader.is_steering:
            return self
        rule = Q(partner_id__in=reader.partner_ids)
        rule |= Q(exchange__host_id__in=reader.lead_partner_ids)
        if reader.user_id or reader.person_key:
            own = self.model._default_manager.filter(of_reader(reader))
            rule |= Q(exchange_id__in=own.values("exchange_id"))
        return self.filter(rule)

    def of(self, reader: "Reader") -> "ParticipationQuerySet":
        """The reader's own, as a person or as a guest; declined ones too."""
        return self.filter(person_of(reader)).exclude(state="withdrawn")

    def all_of(self, exchange: "Exchange") -> "ParticipationQuerySet":
        """Everybody on the list: for who organises it, and for pages of people of it."""
        return self.filter(exchange=exchange)

    def guests_of(self, exchange: "Exchange") -> "ParticipationQuerySet":
        """Names without an account, for the bearer of the room code."""
        return self.filter(exchange=exchange, user__isnull=True).taking_part().with_people()

    def guests_with_address(self, *, ended_before: date) -> "ParticipationQuerySet":
        """Guests who gave an address at a meeting that is over."""
        return self.filter(exchange__ends_on__lte=ended_before).exclude(email="")

    def numbers_of(self, exchange: "Exchange") -> dict[str, int]:
        """How many take part, of how many partners, and how many came: counts, no names."""
        taking = Q(state__in=TAKING_PART)
        return self.filter(exchange=exchange).aggregate(
            people=Count("pk", filter=taking, distinct=True),
            partners=Count("partner", filter=taking, distinct=True),
            came=Count("pk", filter=Q(attended_at__isnull=False), distinct=True),
            reflected=Count("reflections__participation", distinct=True),
        )

    def taking_part(self) -> "ParticipationQuerySet":
        return self.filter(state__in=TAKING_PART)

    def attended(self) -> "ParticipationQuerySet":
        return self.filter(attended_at__isnull=False)

    def with_people(self) -> "ParticipationQuerySet":
        """In the order of a list of people: by region, then by level as it is always given."""
        order = Case(*[When(level=level, then=place) for place, level in enumerate(LEVELS)])
        return self.select_related("user", "partner__region").order_by(
            "partner__region__position", "partner__region__name_sort", order, "pk"
        )


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, reader: "Reader") -> "ReflectionQuerySet":
        """EX11: the author and people of the own partner."""
        rule = Q(participation__partner_id__in=reader.partner_ids)
        rule |= of_reader(reader, "participation__")
        return self.filter(rule)

    def in_exchange(self, exchange: "Exchange") -> "ReflectionQuerySet":
        """Of one exchange, in the order of the steps, with the people."""
        return (
            self.filter(participation__exchange=exchange)
            .select_related("participation__user", "participation__partner__region")
            .order_by("participation_id", "pk")
        )

    def nameless_to(self, reader: "Reader") -> "ReflectionQuerySet":
        """EX11: coordinator and steering committee read what others wrote, without names."""
        if not (reader.is_coordinator or reader.is_steering):
            return self.none()
        return self.exclude(pk__in=self.visible_to(reader).values("pk"))
