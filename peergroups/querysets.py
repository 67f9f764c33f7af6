"""Reads of groups and sessions, named for the reader."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from regions.reader import Reader


class PeerGroupQuerySet(models.QuerySet["PeerGroup"]):
    def visible_to(self, reader: "Reader") -> "PeerGroupQuerySet":
        """GR01: members read all; visitors the public ones' name and theme."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(is_public=True)

    def moderated_by(self, reader: "Reader") -> "PeerGroupQuerySet":
        return self.filter(
            memberships__user_id=reader.user_id or 0,
            memberships__is_moderator=True,
            memberships__left_at__isnull=True,
        )


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, reader: "Reader") -> "SessionQuerySet":
        """S02: people of the session, leads of a participant's partner, coordinator, steering."""
        if reader.is_system or reader.is_coordinator or reader.is_steering:
            return self
        rule = Q(pk__in=[])
        if reader.user_id:
            rule |= Q(exchange__participations__user_id=reader.user_id)
            rule |= Q(pk__in=self.model.objects.moderated_by(reader).values("pk"))
            rule |= Q(exchange__participations__partner_id__in=reader.lead_partner_ids)
        if reader.person_key:  # a guest, until the session is closed
            rule |= Q(
                exchange__participations__person_key=reader.person_key, closed_at__isnull=True
            )
        return self.filter(rule).distinct()

    def moderated_by(self, reader: "Reader") -> "SessionQuerySet":
        """Sessions this person leads: named for it, or moderator of its group."""
        user_id = reader.user_id or 0
        return self.filter(
            Q(moderators__user_id=user_id)
            | Q(
                group__memberships__user_id=user_id,
                group__memberships__is_moderator=True,
                group__memberships__left_at__isnull=True,
            )
        ).distinct()

    def with_event(self) -> "SessionQuerySet":
        return self.select_related("exchange__host__region", "group__theme", "criteria_set")
