"""Tags: they exist for a reader as far as a practice in the list carries them (P20)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Length

from practices.querysets.relations import related_rows
from practices.writing.spelling import fold

if TYPE_CHECKING:
    # The base classes below name them; ruff does not look there.
    from practices.models import Tag, Tagging  # noqa: F401
    from practices.querysets.practices import PracticeQuerySet
    from regions.reader import Reader


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, reader: "Reader") -> "TagQuerySet":
        """P20: those that a practice in the list carries."""
        taggings = related_rows(self.model, "taggings").filter(tag=OuterRef("pk"))
        return self.filter(Exists(taggings.filter(content_object__in=_listed(self, reader))))

    def counted_for(self, reader: "Reader") -> "TagQuerySet":
        """Visible ones with `practices`: how many the list would hold."""
        listed = Q(taggings__content_object__in=_listed(self, reader))
        return self._counted(Count("taggings", filter=listed))

    def kept_by(self, reader: "Reader") -> "TagQuerySet":
        """P20: all tags of published practices, archived ones too, for who may change them."""
        if not (reader.is_coordinator or reader.is_system):
            return self.none()
        return self._counted(Count("taggings"))

    def _counted(self, number: Count) -> "TagQuerySet":
        counted: TagQuerySet = self.annotate(practices=number).filter(practices__gt=0)
        return counted

    def beginning_with(self, words: str) -> "TagQuerySet":
        """Those in which a word begins so, whatever its case and accents; former names count."""
        wanted = fold(words)
        here = Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted}")
        former = self.model._default_manager.filter(here, merged_into=OuterRef("pk"))
        return self.filter(here | Exists(former))

    def best_first(self, words: str) -> "TagQuerySet":
        """Whole names that begin so first, then the most used, then the shortest."""
        starts: TagQuerySet = self.annotate(starts=Q(folded__startswith=fold(words)))
        return starts.order_by(
            F("starts").desc(), F("practices").desc(), Length("folded"), "folded"
        )

    def former_for(self, reader: "Reader") -> "TagQuerySet":
        """Renamed, merged or removed, the latest first, for who may take it back."""
        if not (reader.is_coordinator or reader.is_system):
            return self.none()
        return self.filter(former_since__isnull=False).order_by("-former_since", "-pk")

    def holding(self, words: str) -> "TagQuerySet":
        """Those with these letters anywhere, whatever their case and accents."""
        return self.filter(folded__contains=fold(words))

    def leading_to(self, ids: Any) -> "TagQuerySet":
        """These, and the former names for which they stand now."""
        return self.filter(
            Q(pk__in=ids) | Q(merged_into__in=ids) | Q(merged_into__merged_into__in=ids)
        )

    def with_successors(self) -> "TagQuerySet":
        return self.select_related("merged_into__merged_into")

    def names_for(self, words: Iterable[str], reader: "Reader") -> dict[str, str]:
        """How each of these words is called now, by its folded form; "" where it was removed.

        A word that is in no list is not known to the reader either.
        """
        known = list(self.spelled(words).with_successors())
        present = {tag.pk: tag.present for tag in known}
        wanted = {each.pk for each in present.values() if each}
        listed = self.model._default_manager.visible_to(reader).filter(pk__in=wanted)
        visible = set(listed.values_list("pk", flat=True))
        names: dict[str, str] = {}
        for tag in known:
            now = present[tag.pk]
            if now is None:
                names[tag.folded] = ""
            elif now.pk in visible:
                names[tag.folded] = now.name
        return names

    def spelled(self, words: Iterable[str]) -> "TagQuerySet":
        """These words in any spelling, current or former."""
        return self.filter(folded__in={fold(word) for word in words})


class TaggingQuerySet(models.QuerySet["Tagging"]):
    def on(self, practices: Any) -> "TaggingQuerySet":
        """Those of these practices: a queryset of ids, or a reference to an outer row."""
        return self.filter(content_object__in=practices)


def _listed(tags: TagQuerySet, reader: "Reader") -> "PracticeQuerySet":
    taggings = related_rows(tags.model, "taggings")
    practices: PracticeQuerySet = related_rows(taggings.model, "content_object")
    return practices.listed_for(reader).order_by()
