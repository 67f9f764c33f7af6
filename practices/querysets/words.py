"""Words of public texts, as candidates for a guess."""

from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models

if TYPE_CHECKING:
    from practices.models import Word  # noqa: F401 - for the class's own type


class WordQuerySet(models.QuerySet["Word"]):
    def like(self, folded: str) -> "WordQuerySet":
        """Those that share letters with a folded word, the closest first: `likeness` 0 to 1."""
        close: WordQuerySet = (
            self.filter(folded__trigram_similar=folded)
            .annotate(likeness=TrigramSimilarity("folded", folded))
            .order_by("-likeness", "text")
        )
        return close
