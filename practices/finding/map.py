"""Where the practices of a list come from: counts by region and theme, as a table and as a map.

The map draws the totals of the table, so that both say the same.
"""

from dataclasses import dataclass
from typing import Self

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.words import joined, number_word
from practices.filters import PracticeFilter
from practices.finding.facets import address_without
from practices.models import Theme
from regions.map import Drawing, Point, draw
from regions.models import Region

# How many are found, by region and theme (ids); None where a practice has none.
type Counts = dict[tuple[int | None, int | None], int]


@dataclass(frozen=True)
class Row:
    """A partner region: how many of its practices are found, by theme and in all."""

    region: Region
    url: str
    counts: list[int]  # in the order of the columns
    is_me: bool

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def words(self) -> str:
        return ngettext("%(n)s practice", "%(n)s practices", self.total) % {"n": self.total}


@dataclass(frozen=True)
class Spread:
    """The practices found, spread over the partner regions; `elsewhere` come from none of them."""

    themes: list[Theme]
    has_others: bool  # a last column for practices without a theme
    rows: list[Row]
    elsewhere: int
    url_elsewhere: str

    @classmethod
    def of(cls, filters: PracticeFilter) -> Self:
        """One query. It leaves the regions chosen out, so that it counts elsewhere, too."""
        counts = _counts(filters)
        regions, themes = filters.words.regions, list(filters.words.themes)
        chosen = filters.chosen.get("region", [])
        here = {region.pk for region in regions if not chosen or region.code in chosen}
        partners = {region.pk for region in regions}
        columns: list[int | None] = [theme.pk for theme in themes]
        has_others = any(region in here and theme is None for region, theme in counts)
        if has_others:
            columns.append(None)
        rows = [
            Row(
                region,
                _list_from(filters, region),
                [counts.get((region.pk, each), 0) if region.pk in here else 0 for each in columns],
                region.pk == filters.reader.region_id,
            )
            for region in regions
        ]
        elsewhere = sum(n for (region, _theme), n in counts.items() if region not in partners)
        address = reverse("practice_list") + address_without(filters, "region")
        return cls(themes, has_others, rows, elsewhere, address.removesuffix("?"))

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def totals(self) -> list[int]:
        """By column."""
        return [sum(each) for each in zip(*(row.counts for row in self.rows), strict=True)]

    @property
    def regions(self) -> int:
        """From how many of them something is found."""
        return sum(row.total > 0 for row in self.rows)

    @property
    def regions_in_words(self) -> str:
        return number_word(self.regions)

    @property
    def caption(self) -> str:
        countries = len({row.region.country for row in self.rows})
        sentences = [
            _("The area of a dot stands for the number of practices found."),
            _("Choose a region to see its list."),
            ngettext(
                "Stronger land: the country of the partner regions.",
                "Stronger land: the %(n)s countries of the partner regions.",
                countries,
            )
            % {"n": number_word(countries)},
        ]
        if self.undrawn:
            names = {"regions": joined(self.undrawn)}
            sentences.append(_("Only in the table, for want of a place: %(regions)s.") % names)
        return " ".join(sentences)

    @cached_property
    def drawing(self) -> Drawing:
        points = [Point(row.region, row.url, row.total, row.words, row.is_me) for row in self.rows]
        return draw(points, by_area=True)

    @property
    def undrawn(self) -> list[str]:
        """Regions whose place is not known: they stand in the table alone."""
        drawn = {node.point.region.pk for node in self.drawing.nodes}
        return [row.region.name for row in self.rows if row.region.pk not in drawn]


def _counts(filters: PracticeFilter) -> Counts:
    found = filters.narrowed(leave_out="region").order_by()
    counted = found.values_list("origin_region_id", "theme_id").annotate(n=Count("pk"))
    return {(region, theme): n for region, theme, n in counted}


def _list_from(filters: PracticeFilter, region: Region) -> str:
    """The list with the same filters, of one region."""
    query = QueryDict(address_without(filters, "region").removeprefix("?"), mutable=True)
    query["region"] = region.code
    return f"{reverse('practice_list')}?{query.urlencode()}"
