"""Reads about regions, partners and roles, named for the reader."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from regions.reader import Reader


class RegionQuerySet(models.QuerySet["Region"]):
    def active(self) -> "RegionQuerySet":
        return self.filter(deactivated_at__isnull=True)

    def visible_to(self, reader: "Reader") -> "RegionQuerySet":
        """Profiles are public; a region that left stays readable for the people of record."""
        return self if reader.is_member or reader.is_admin else self.active()

    def with_partner(self) -> "RegionQuerySet":
        return self.select_related("partner")

    def in_strip_order(self) -> "RegionQuerySet":
        return self.order_by("position", "name_sort")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active(self) -> "PartnerQuerySet":
        return self.filter(deactivated_at__isnull=True)

    def visible_to(self, reader: "Reader") -> "PartnerQuerySet":
        return self if reader.is_member or reader.is_admin else self.active()

    def with_region(self) -> "PartnerQuerySet":
        return self.select_related("region")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def for_reader(self, user_id: int) -> "MembershipQuerySet":
        """What the rights of a person are computed from, the coordinator's partner first."""
        return (
            self.active()
            .filter(user_id=user_id)
            .select_related("partner__region")
            .order_by("-is_lead", "pk")
        )

    def visible_to(self, reader: "Reader") -> "MembershipQuerySet":
        """The directory is for members and administrators (U01)."""
        if reader.is_member or reader.is_admin:
            return self.active()
        return self.none()

    def with_people(self) -> "MembershipQuerySet":
        return self.select_related("user", "partner__region")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)

    def visible_to(self, reader: "Reader") -> "InvitationQuerySet":
        """Leads see those of their partner, the coordinator and the administrator all (U04)."""
        if reader.is_coordinator or reader.is_admin:
            return self
        return self.filter(partner_id__in=reader.lead_partner_ids)
