"""What regions say that they look for."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from practices.models import Need  # noqa: F401 - for the class's own type
    from regions.reader import Reader


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, reader: "Reader") -> "NeedQuerySet":
        """Needs are a working tool of the partnership."""
        return self if reader.is_member or reader.is_system else self.none()

    def with_words(self) -> "NeedQuerySet":
        """With the names of what each is tied to, in the order in which they were stated."""
        return self.select_related("theme", "industry").order_by("made_at", "pk")
