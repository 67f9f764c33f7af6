"""What the address of the matrix asks for; anything unknown asks for nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from assessments.matrix.scores import KINDS
from practices.models import TransferStatus
from practices.querysets import NOT_CONSIDERED
from regions.reader import Reader

STATUSES: Final = (NOT_CONSIDERED, *TransferStatus.values)
STATUS, SCORES = "status", "scores"  # what the cells show
TITLE, TAKEN_UP, ORIGIN, CHANGED = "title", "taken", "origin", "changed"  # orders of the rows
SORTS: Final = (TITLE, TAKEN_UP, ORIGIN, CHANGED)
ROOMY, COMPACT, LIST = "roomy", "compact", "list"
VIEWS: Final = (ROOMY, COMPACT, LIST)
LONGEST_QUERY: Final = 200

type Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Known:
    """The codes that an address may name."""

    themes: Collection[str]
    regions: Collection[str]
    tags: Collection[str]


@dataclass(frozen=True)
class Asked:
    """The whole state of the page; what is usual is empty."""

    by: str = STATUS
    query: str = ""
    theme: str = ""
    regions: tuple[str, ...] = ()
    tag: str = ""
    status: str = ""
    suggestion: str = ""
    is_open: bool = False
    sort: str = TITLE
    view: str = ""

    @classmethod
    def of(cls, data: QueryDict, known: Known, reader: Reader) -> "Asked":
        """What this reader may ask: scores and suggestions are not for visitors (A04)."""
        sees_scores = may_see_scores(reader)
        regions = dict.fromkeys(data.getlist("region"))
        return cls(
            by=_one_of((SCORES,), data.get("by")) or STATUS if sees_scores else STATUS,
            query=data.get("q", "").strip()[:LONGEST_QUERY],
            theme=_one_of(known.themes, data.get("theme")),
            regions=tuple(code for code in regions if code in known.regions),
            tag=_one_of(known.tags, data.get("tag")),
            status=_one_of(STATUSES, data.get("status")),
            suggestion=_one_of(KINDS, data.get("suggestion")) if sees_scores else "",
            is_open=data.get("open") == "on" and reader.region_id is not None,
            sort=_one_of(SORTS, data.get("sort")) or TITLE,
            view=_one_of(VIEWS, data.get("view")),
        )

    @property
    def is_by_scores(self) -> bool:
        return self.by == SCORES

    @property
    def filters(self) -> Pairs:
        """What narrows the matrix, in the order of the chips."""
        pairs = [("q", self.query), ("theme", self.theme)]
        pairs += [("region", code) for code in self.regions]
        pairs += [("tag", self.tag), ("status", self.status), ("suggestion", self.suggestion)]
        pairs.append(("open", "on" if self.is_open else ""))
        return tuple((name, value) for name, value in pairs if value)

    @property
    def ways(self) -> Pairs:
        """How it is shown."""
        pairs = (("by", self.by), ("sort", self.sort), ("view", self.view))
        return tuple((name, value) for name, value in pairs if value not in {"", STATUS, TITLE})

    @property
    def pairs(self) -> Pairs:
        return self.ways + self.filters

    def without(self, *pairs: tuple[str, str]) -> str:
        """The query string of the same state without these filters."""
        return _query([each for each in self.pairs if each not in pairs])

    def without_filters(self) -> str:
        return _query(self.ways)

    def having(self, **values: str) -> str:
        """The query string of the same state with other values; an empty one is left out."""
        kept = [(name, value) for name, value in self.pairs if name not in values]
        new = [(name, value) for name, value in values.items() if value]
        return _query([*new, *kept])

    def others_than(self, *names: str) -> Pairs:
        """For hidden fields of a form that has these names itself."""
        return tuple(each for each in self.pairs if each[0] not in names)


def may_see_scores(reader: Reader) -> bool:
    """A02, A04: members; which ones, says `Assessment.objects.visible_to`."""
    return reader.is_member or reader.is_system


def asks_for_scores(data: QueryDict) -> bool:
    """Shown, or as what the rows are chosen by."""
    return data.get("by") == SCORES or bool(data.get("suggestion"))


def _one_of(known: Collection[str], value: str | None) -> str:
    return value if value and value in known else ""


def _query(pairs: Collection[tuple[str, str]]) -> str:
    return f"?{urlencode(list(pairs))}" if pairs else ""
