"""Who was asked by name in a round at home."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from assessments.models import HomeInvitation  # noqa: F401 - for the class's own type
    from regions.reader import Reader


class HomeInvitationQuerySet(models.QuerySet["HomeInvitation"]):
    def visible_to(self, reader: "Reader") -> "HomeInvitationQuerySet":
        """HR02: the leads of the region that asks."""
        return self.filter(round__region_id__in=reader.lead_region_ids)

    def standing(self) -> "HomeInvitationQuerySet":
        """Neither withdrawn nor declined."""
        return self.filter(withdrawn_at__isnull=True, declined_at__isnull=True)
