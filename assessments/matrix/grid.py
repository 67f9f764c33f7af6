"""The matrix that an address asks for: rows, columns, counts and totals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.matrix.asked import COMPACT, LIST, STATUSES, Asked, Known, may_see_scores
from assessments.matrix.rows import Row, Table
from assessments.matrix.scores import KINDS, NOT_ASSESSED, TO_TAKE_UP, sign_of, words_of
from practices.finding.strip import words_for_none
from practices.models import Theme, TransferStatus
from practices.querysets import NOT_CONSIDERED, TAKEN_UP, UNDER_WAY
from regions.models import Region
from regions.names import sort_key
from regions.reader import Reader

MOST_IN_LIST = 600
NEITHER = NOT_CONSIDERED  # no status, no assessment: both are called the same
ROOMY_UP_TO = 12  # regions; above, the narrow view is the usual one


type Counted = tuple[Row, Mapping[int, str], Mapping[int, str]]  # the cells to count, the others


@dataclass(frozen=True)
class Group:
    """Rows below one heading: a theme, a region of origin, or what has neither."""

    rows: tuple[Row, ...]
    theme: Theme | None = None
    words: str = ""  # where it is no theme; nothing for rows without a heading


@dataclass(frozen=True)
class Count:
    """How many cells are of a kind; pressed when the rows are filtered by it."""

    value: str
    sign: str
    words: str
    number: int
    is_pressed: bool


class Grid:
    """The matrix for one reader; as many queries for 3 rows as for 300."""

    def __init__(self, reader: Reader, data: QueryDict, *, of_own_sessions: bool = False) -> None:
        self.reader = reader
        self.table = Table(reader, of_own_sessions=of_own_sessions)
        self.tags = self.table.tags(data.get("tag", ""))
        known = Known(
            themes=[each.code for each in self.table.themes],
            regions=[each.code for each in self.table.regions],
            tags=self.tags,
        )
        self.asked = Asked.of(data, known, reader)

    @property
    def sees_scores(self) -> bool:
        return may_see_scores(self.reader)

    @cached_property
    def regions(self) -> list[Region]:
        """The columns: all regions, or those that were asked for."""
        wanted = self.asked.regions
        return [each for each in self.table.regions if not wanted or each.code in wanted]

    @cached_property
    def columns(self) -> dict[int, int]:
        """The place of each region that has a column, in their order."""
        return {each.pk: place for place, each in enumerate(self.regions)}

    @cached_property
    def rows(self) -> list[Row]:
        """What is left after the filters of practices: words, theme, tag, own open work."""
        found = self.table.rows
        asked = self.asked
        if wanted := sort_key(asked.query):
            found = [row for row in found if wanted in sort_key(row.title)]
        if asked.theme:
            theme = next(each.pk for each in self.table.themes if each.code == asked.theme)
            found = [row for row in found if row.theme_id == theme]
        if asked.tag:
            tagged = self.table.tagged(asked.tag)
            found = [row for row in found if row.pk in tagged]
        if asked.is_open:
            own = self.reader.region_id or 0
            found = [row for row in found if row.statuses.get(own) in UNDER_WAY]
        return found

    @cached_property
    def shown(self) -> list[Row]:
        """The rows with a cell of the asked status and suggestion, in the asked order."""
        asked = self.asked
        found = self.rows
        if asked.status or asked.suggestion:
            found = self._matching(found, asked.status, asked.suggestion)
        return self._sorted(found)

    def _matching(self, rows: list[Row], status: str, suggestion: str) -> list[Row]:
        """Those in which both hold of the same pair; an empty one always holds."""
        found = []
        for row in rows:
            statuses, kinds = row.statuses, row.kinds
            for region in self.columns:
                if (
                    region != row.origin_id
                    and (not status or statuses.get(region, NOT_CONSIDERED) == status)
                    and (not suggestion or kinds.get(region, NOT_ASSESSED) == suggestion)
                ):
                    found.append(row)
                    break
        return found

    def _sorted(self, rows: list[Row]) -> list[Row]:
        """They come by title, and stay so where they are equal."""
        match self.asked.sort:
            case "taken" if self.asked.is_by_scores:
                return sorted(rows, key=lambda row: row.suggested(self.columns), reverse=True)
            case "taken":
                return sorted(rows, key=lambda row: -row.taken_up(self.columns))
            case "changed":
                never = [row for row in rows if row.changed_at is None]
                some = [(row.changed_at, row) for row in rows if row.changed_at is not None]
                some.sort(key=lambda pair: pair[0], reverse=True)
                return [row for _at, row in some] + never
            case _:
                return rows

    @cached_property
    def counts(self) -> list[Count]:
        """Over exactly the cells that this reader may see, by all filters but the one they are."""
        asked = self.asked
        if asked.is_by_scores:
            pairs = [(row, row.kinds, row.statuses) for row in self.rows]
            tally = self._tally(pairs, asked.status)
            return [
                Count(each, sign_of(each), words_of(each), tally[each], each == asked.suggestion)
                for each in KINDS
            ]
        tally = self._tally([(r, r.statuses, r.kinds) for r in self.rows], asked.suggestion)
        return [
            Count(each, each, self.status_words(each), tally[each], each == asked.status)
            for each in STATUSES
        ]

    def _tally(self, pairs: Iterable[Counted], wanted: str) -> Counter[str]:
        """How many cells are of each kind, if they are the wanted one of the other sort."""
        tally: Counter[str] = Counter()
        columns = self.columns
        for row, counted, others in pairs:
            known = counted.keys() | others.keys()
            number = len(columns) - (row.origin_id in columns)
            for region in known:
                if region not in columns or region == row.origin_id:
                    continue
                number -= 1
                if not wanted or others.get(region, NEITHER) == wanted:
                    tally[counted.get(region, NEITHER)] += 1
            if wanted in {"", NEITHER}:
                tally[NEITHER] += number
        return tally

    def status_words(self, status: str) -> str:
        if status == NOT_CONSIDERED:
            return words_for_none(self.reader) or _("Not yet considered")
        return str(TransferStatus(status).label)

    @property
    def groups(self) -> list[Group]:
        """By theme or by origin, those without one last; the other orders are one list."""
        match self.asked.sort:
            case "title":
                return self._by_theme()
            case "origin":
                return self._by_origin()
            case _:
                return [Group(tuple(self.shown))] if self.shown else []

    def _by_theme(self) -> list[Group]:
        groups = [
            Group(tuple(row for row in self.shown if row.theme_id == theme.pk), theme)
            for theme in self.table.themes
        ]
        known = {each.pk for each in self.table.themes}
        rest = tuple(row for row in self.shown if row.theme_id not in known)
        return [each for each in (*groups, Group(rest, words=_("Other"))) if each.rows]

    def _by_origin(self) -> list[Group]:
        groups = [
            Group(tuple(row for row in self.shown if row.origin_id == region.pk), words=region.name)
            for region in self.table.regions
        ]
        known = {each.pk for each in self.table.regions}
        rest = tuple(row for row in self.shown if row.origin_id not in known)
        outside = Group(rest, words=_("From outside the partnership"))
        return [each for each in (*groups, outside) if each.rows]

    @cached_property
    def totals(self) -> Counter[int]:
        """Per region how many of the shown practices it takes up, or is suggested to."""
        if self.asked.is_by_scores:
            return Counter(
                region
                for row in self.shown
                for region, score in row.scores.items()
                if score.suggestion in TO_TAKE_UP and region != row.origin_id
            )
        return Counter(
            region
            for row in self.shown
            for region, status in row.statuses.items()
            if status in TAKEN_UP and region != row.origin_id
        )

    @property
    def total(self) -> int:
        return sum(self.totals[each] for each in self.columns)

    @property
    def is_compact(self) -> bool:
        if self.asked.view:
            return self.asked.view == COMPACT
        return len(self.regions) > ROOMY_UP_TO

    @property
    def is_list(self) -> bool:
        return self.asked.view == LIST

    @cached_property
    def spoken(self) -> list[Region]:
        """The regions that the list speaks of: the asked ones, or the own; none means any."""
        if self.asked.regions:
            return self.regions
        return [each for each in self.regions if each.pk == self.reader.region_id]

    @property
    def has_list(self) -> bool:
        """Whether a phone gets the list at once; of very many marks it gets the table."""
        if self.asked.view:
            return self.is_list
        marks = sum(len(row.statuses) for row in self.shown)
        return bool(self.spoken) or marks <= MOST_IN_LIST

    @property
    def cells(self) -> int:
        return len(self.shown) * len(self.regions)

    @property
    def changed_at(self) -> datetime | None:
        """The latest change of a status."""
        return max((row.since for row in self.table.rows if row.since), default=None)
