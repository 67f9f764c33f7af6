"""What the catalogue is searched and counted by: derived from the listed practices, kept apart.

Only `practices.search` writes here; `manage.py reindex_catalogue` makes it anew.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from practices.models.practice import Practice

# A value's number carries its facet above these bits, so that counting need not look it up.
VALUE_BITS = 24


class CatalogueValue(models.Model):
    """One value of a facet as it stands in the address, with its number in `codes`.

    `count` is how many listed practices have it: the answer where nothing is filtered.
    """

    id = models.IntegerField(primary_key=True)
    facet = models.PositiveSmallIntegerField()  # a `practices.search.Facet`
    value = models.CharField(max_length=120)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("value of a facet")
        verbose_name_plural = _("values of facets")
        constraints = [
            models.UniqueConstraint(fields=["facet", "value"], name="catalogue_value_once"),
            models.CheckConstraint(
                name="catalogue_value_number_says_facet",
                condition=models.Q(
                    id__gte=F("facet") * 2**VALUE_BITS, id__lt=(F("facet") + 1) * 2**VALUE_BITS
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class CatalogueEntry(models.Model):
    """A practice that the catalogue lists; there is none for any other practice.

    The row is small, for a common word reads a third of them: `codes` and `ranking` lie in it,
    `words` beside it (see the migration).
    """

    practice = models.OneToOneField(
        Practice, primary_key=True, on_delete=models.CASCADE, related_name="catalogue_entry"
    )
    codes = ArrayField(models.IntegerField())
    ranking = SearchVectorField()  # title, short line and what the text is about
    words = SearchVectorField()  # everything that the page says
    # Copied from the practice: what the list is sorted by, and what is "origin" to a region.
    title_sort = models.CharField(max_length=120)
    first_published_at = models.DateTimeField()
    origin_region_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("entry of the catalogue")
        verbose_name_plural = _("entries of the catalogue")
        indexes = [
            # Changed a few times a day, read all the time: no list of pending words.
            GinIndex(fields=["words"], name="catalogue_words", fastupdate=False),
            GinIndex(fields=["codes"], name="catalogue_codes", fastupdate=False),
            models.Index(
                F("first_published_at").desc(), "title_sort", "practice", name="catalogue_newest"
            ),
            models.Index(fields=["title_sort", "practice"], name="catalogue_by_title"),
        ]

    def __str__(self) -> str:
        return str(self.practice_id)
