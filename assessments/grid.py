"""The transfer matrix: practices by regions with their status, from plain values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.models import Assessment
from practices.finding.strip import words_for_none
from practices.models import Practice, Theme, Transfer, TransferStatus
from practices.querysets import NOT_CONSIDERED, TAKEN_UP, UNDER_WAY
from regions.models import Region
from regions.names import sort_key
from regions.reader import Reader

ROOMY_UP_TO = 12  # regions; above, the narrow view is the usual one
STATUSES = (NOT_CONSIDERED, *TransferStatus.values)


@dataclass(frozen=True)
class Row:
    """One practice with the status per region id; the origin's cell is its own."""

    pk: int
    slug: str
    title: str
    theme_id: int | None
    origin_id: int | None
    cells: Mapping[int, str]

    @property
    def taken_up(self) -> int:
        return sum(
            status in TAKEN_UP for region, status in self.cells.items() if region != self.origin_id
        )


@dataclass(frozen=True)
class Group:
    theme: Theme | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Filters:
    """What the query string asks for; anything unknown asks for nothing."""

    query: str = ""
    theme: str = ""
    status: str = ""
    region: str = ""
    is_open: bool = False
    view: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Filters":
        status = data.get("status", "")
        view = data.get("view", "")
        return cls(
            query=data.get("q", "").strip()[:200],
            theme=data.get("theme", ""),
            status=status if status in STATUSES else "",
            region=data.get("region", ""),
            is_open=data.get("open") == "on",
            view=view if view in {"roomy", "compact"} else "",
        )

    @property
    def others_than_status(self) -> list[tuple[str, str]]:
        """All filters but the status, for the form of the counts."""
        pairs = [("q", self.query), ("theme", self.theme), ("region", self.region)]
        pairs += [("open", "on" if self.is_open else ""), ("view", self.view)]
        return [(name, value) for name, value in pairs if value]


@dataclass(frozen=True)
class Count:
    """How many cells have a status; pressed when the rows are filtered by it."""

    status: str
    words: str
    number: int
    is_pressed: bool


class Grid:
    """The matrix for one reader; five queries, however large it is."""

    def __init__(self, reader: Reader, filters: Filters) -> None:
        self.reader = reader
        self.filters = filters

    @cached_property
    def regions(self) -> list[Region]:
        return list(Region.objects.active().in_strip_order())

    @cached_property
    def themes(self) -> list[Theme]:
        return list(Theme.objects.order_by("position", "name"))

    @cached_property
    def _transfers(self) -> list[tuple[int, int, str, datetime]]:
        found = Transfer.objects.listed_for(self.reader)
        return list(found.values_list("practice_id", "region_id", "status", "since"))

    @cached_property
    def assessments(self) -> dict[tuple[int, int], int]:
        """The newest readable assessment of each pair: where its mark leads to."""
        found = Assessment.objects.visible_to(self.reader).order_by("opened_at", "pk")
        pairs = found.values_list("transfer__practice_id", "transfer__region_id", "pk")
        return {(practice, region): pk for practice, region, pk in pairs}

    @cached_property
    def _all_rows(self) -> list[Row]:
        cells: dict[int, dict[int, str]] = {}
        for practice_id, region_id, status, _since in self._transfers:
            cells.setdefault(practice_id, {})[region_id] = status
        practices = Practice.objects.listed_for(self.reader).by_title()
        values = practices.values_list("pk", "slug", "title", "theme_id", "origin_region_id")
        return [Row(*each, cells.get(each[0], {})) for each in values]

    @cached_property
    def rows(self) -> list[Row]:
        """What is left after all filters but the status."""
        wanted = sort_key(self.filters.query)
        theme = {each.code: each.pk for each in self.themes}.get(self.filters.theme)
        region = self._region_id
        found = self._all_rows
        if wanted:
            found = [row for row in found if wanted in sort_key(row.title)]
        if theme:
            found = [row for row in found if row.theme_id == theme]
        if region:
            found = [row for row in found if region in row.cells and region != row.origin_id]
        if self.filters.is_open and self.reader.region_id:
            own = self.reader.region_id
            found = [row for row in found if row.cells.get(own) in UNDER_WAY]
        return found

    @property
    def _region_id(self) -> int | None:
        return {each.code: each.pk for each in self.regions}.get(self.filters.region)

    @cached_property
    def shown(self) -> list[Row]:
        """The rows with at least one cell of the status, if one was asked for."""
        status = self.filters.status
        if not status:
            return self.rows
        columns = [self._region_id] if self._region_id else [each.pk for each in self.regions]
        return [row for row in self.rows if status in self._statuses(row, columns)]

    def _statuses(self, row: Row, columns: Sequence[int | None]) -> set[str]:
        return {
            row.cells.get(region or 0, NOT_CONSIDERED)
            for region in columns
            if region != row.origin_id
        }

    @property
    def counts(self) -> list[Count]:
        """Over exactly the cells that this reader may see, before the status filters them."""
        tally: Counter[str] = Counter()
        for row in self.rows:
            for region in self.regions:
                if region.pk != row.origin_id:
                    tally[row.cells.get(region.pk, NOT_CONSIDERED)] += 1
        words = {value: str(label) for value, label in TransferStatus.choices}
        words[NOT_CONSIDERED] = words_for_none(self.reader) or _("Not yet considered")
        return [
            Count(each, words[each], tally[each], each == self.filters.status) for each in STATUSES
        ]

    @property
    def groups(self) -> list[Group]:
        """By theme, those without one last."""
        themes: list[Theme | None] = [*self.themes, None]
        groups = [
            Group(
                theme, tuple(r for r in self.shown if r.theme_id == (theme.pk if theme else None))
            )
            for theme in themes
        ]
        return [each for each in groups if each.rows]

    @cached_property
    def totals(self) -> dict[int, int]:
        """Per region how many practices it takes up."""
        return Counter(
            region
            for row in self.shown
            for region, status in row.cells.items()
            if status in TAKEN_UP and region != row.origin_id
        )

    @property
    def total(self) -> int:
        return sum(self.totals.values())

    @property
    def is_compact(self) -> bool:
        if self.filters.view:
            return self.filters.view == "compact"
        return len(self.regions) > ROOMY_UP_TO

    @property
    def cells(self) -> int:
        return len(self.shown) * len(self.regions)

    @property
    def changed_at(self) -> datetime | None:
        return max((since for *_rest, since in self._transfers), default=None)
