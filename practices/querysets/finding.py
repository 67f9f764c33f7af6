"""Saved searches, topics."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from practices.models import SavedSearch, Topic  # noqa: F401 - for types
    from regions.reader import Reader


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, reader: "Reader") -> "SavedSearchQuerySet":
        """SS01: one's own, and those that colleagues share."""
        if not reader.is_member:
            return self.none()
        shared = Q(is_shared=True, partner_id__in=reader.partner_ids)
        return self.filter(Q(user_id=reader.user_id) | shared)

    def of(self, reader: "Reader") -> "SavedSearchQuerySet":
        """Those that the reader may change."""
        return self.filter(user_id=reader.member_id)


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, reader: "Reader") -> "TopicQuerySet":
        """Topics are a working tool of the partnership."""
        return self if reader.is_member or reader.is_system else self.none()
