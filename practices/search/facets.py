"""What a listed practice is counted under: its values per facet, as they stand in addresses."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import combinations
from typing import Final

LINK: Final = "~"  # between the two fields that a practice links


class Facet(IntEnum):
    """The facets that are the same for every reader; the numbers are stored."""

    THEME = 1
    REGION = 2
    COUNTRY = 3
    INDUSTRY = 4
    LINKS = 5
    INSTRUMENT = 6
    KIND = 7
    TAG = 8
    MATURITY = 9
    LEVEL = 10
    EVIDENCE = 11

    @property
    def parameter(self) -> str:
        """Its name in the address."""
        return self.name.lower()


# Where the number of a missed filter stands: none was missed.
FITS: Final = 0
# The filter by the status in one region: asked per reader, never stored.
STATUS: Final = 12

DATED, UNDATED, NONE_YET = "dated", "undated", "none"

type Values = set[tuple[int, str]]


def links_between(industries: Iterable[str]) -> Iterator[str]:
    """Each two of these fields, as one value."""
    return map(LINK.join, combinations(sorted(set(industries)), 2))
