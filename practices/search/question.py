"""What a page of the catalogue asks of the index, and what it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from practices.search.facets import STATUS, Facet
from practices.search.transfers import Parameters, readable_transfers
from regions.reader import Reader


class Order(StrEnum):
    """How the list may be sorted, as it stands in the address."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"
    TAKEN_UP = "taken_up"


@dataclass(frozen=True)
class Question:
    """Codes and statuses are those chosen; a facet without codes is not filtered.

    `rows` from `first` on are wanted; none where only the counts are. Of facets with long lists
    come the `most` frequent values, and those chosen.
    """

    reader: Reader
    words: str = ""
    codes: Mapping[Facet, Sequence[int]] = field(default_factory=dict)
    statuses: Sequence[str] = ()
    order: Order = Order.NEWEST
    first: int = 0
    rows: int = 0
    most: int | None = None

    @cached_property
    def transfers(self) -> tuple[str, Parameters]:
        """Where practices stand, for this reader; for the numbers and for the rows of a page."""
        return readable_transfers(self.reader)

    @property
    def missable(self) -> list[int]:
        """The numbers of the filters."""
        return [*self.codes, *([STATUS] if self.statuses else [])]
