"""The rows of the matrix as plain values, read for one reader: a query for each kind of row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from django.db.models.functions import Coalesce

from assessments.matrix.asked import may_see_scores
from assessments.matrix.scores import SUGGESTED, TO_TAKE_UP, Score
from assessments.models import Assessment
from practices.models import Practice, Tag, Theme, Transfer
from practices.querysets import NOT_CONSIDERED, TAKEN_UP
from regions.models import Region
from regions.names import sort_key
from regions.reader import Reader

MOST_TAGS: Final = 40  # to choose from; an address may name any
COLUMNS: Final = Score._fields[:-1]  # and the moment, which is computed


@dataclass(frozen=True)
class Row:
    """One practice with what is known of it by region id; the origin's cell is its own.

    Only what is there is kept: most cells of a large matrix are empty, and nothing visits those.
    """

    pk: int
    slug: str
    title: str
    theme_id: int | None
    origin_id: int | None
    statuses: Mapping[int, str] = field(default_factory=dict)
    scores: Mapping[int, Score] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)  # of the scores
    since: datetime | None = None  # of the latest status

    def status_in(self, region_id: int) -> str:
        return self.statuses.get(region_id, NOT_CONSIDERED)

    def taken_up(self, columns: Collection[int]) -> int:
        """By how many of these regions."""
        return self._number(self.statuses, TAKEN_UP, columns)

    def suggested(self, columns: Collection[int]) -> tuple[int, int]:
        """To how many of these regions it is suggested to take it up, of how many suggestions."""
        to_take_up = self._number(self.kinds, TO_TAKE_UP, columns)
        return to_take_up, self._number(self.kinds, SUGGESTED, columns)

    def _number(
        self, cells: Mapping[int, str], wanted: Collection[str], columns: Collection[int]
    ) -> int:
        number = 0
        for region, value in cells.items():
            if value in wanted and region in columns and region != self.origin_id:
                number += 1
        return number

    @cached_property
    def changed_at(self) -> datetime | None:
        """The latest change of a status or of a readable result."""
        moments = [each.at for each in self.scores.values()]
        return max([*moments, self.since] if self.since else moments, default=None)


class Table:
    """Everything that a reader may see, before any filter: a query each, however large it is."""

    def __init__(self, reader: Reader, *, of_own_sessions: bool = False) -> None:
        self.reader = reader
        self.of_own_sessions = of_own_sessions  # only the results that a moderator takes along

    @cached_property
    def regions(self) -> list[Region]:
        return list(Region.objects.active().in_strip_order().defer("profile"))

    @cached_property
    def themes(self) -> list[Theme]:
        return list(Theme.objects.visible_to(self.reader).order_by("position", "name"))

    def tags(self, asked: str) -> dict[str, str]:
        """Names by slug: the most used ones, and the one that was asked for, by name."""
        visible = Tag.objects.counted_for(self.reader)
        used = visible.order_by("-practices", "folded").values_list("slug", "name")
        found = dict(used[:MOST_TAGS])
        if asked and asked not in found:
            found |= dict(visible.filter(slug=asked).values_list("slug", "name"))
        return dict(sorted(found.items(), key=lambda pair: sort_key(pair[1])))

    def tagged(self, slug: str) -> Collection[int]:
        """Ids of the listed practices with this tag."""
        tags = Tag.objects.visible_to(self.reader).filter(slug=slug)
        found = Practice.objects.listed_for(self.reader).tagged_with(tags)
        return set(found.values_list("pk", flat=True))

    @cached_property
    def _scores(self) -> dict[int, Score]:
        """By transfer: its latest assessment that the reader may open."""
        if not may_see_scores(self.reader):
            return {}
        readable = Assessment.objects.visible_to(self.reader)
        if self.of_own_sessions:
            readable = readable.from_sessions_of(self.reader)
        latest = readable.order_by("transfer_id", "-opened_at", "-pk").distinct("transfer_id")
        at = Coalesce("final_at", "computed_at", "opened_at")
        found = latest.annotate(at_=at).values_list(*COLUMNS, "at_")
        return {score.transfer_id: score for score in map(Score._make, found)}

    @cached_property
    def rows(self) -> list[Row]:
        """By title."""
        statuses: dict[int, dict[int, str]] = defaultdict(dict)
        scores: dict[int, dict[int, Score]] = defaultdict(dict)
        kinds: dict[int, dict[int, str]] = defaultdict(dict)
        since: dict[int, datetime] = {}
        known = self._scores
        for pk, practice, region, status, at in self._transfers():
            statuses[practice][region] = status
            if practice not in since or at > since[practice]:
                since[practice] = at
            if score := known.get(pk):
                scores[practice][region] = score
                kinds[practice][region] = score.kind
        listed = Practice.objects.listed_for(self.reader).by_title()
        values = listed.values_list("pk", "slug", "title", "theme_id", "origin_region_id")
        return [
            Row(*each, statuses[each[0]], scores[each[0]], kinds[each[0]], since.get(each[0]))
            for each in values
        ]

    def _transfers(self) -> Iterable[tuple[int, int, int, str, datetime]]:
        found = Transfer.objects.listed_for(self.reader)
        return found.values_list("pk", "practice_id", "region_id", "status", "since")
