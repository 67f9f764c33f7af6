"""What a search would find with one of its words less, with any of them, or without its marks.

For lists that are empty although each word is known: "innovation voucher" may stand nowhere
together, and without words the whole catalogue would come back, which helps nobody.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from django.utils.translation import gettext as _

from practices.filters import PracticeFilter
from practices.finding.facets import Loosening, address_without
from practices.finding.misspelling import counts_of, with_words
from practices.words import SHORTEST_WORD

MOST: Final = 5  # words that are left out, one at a time
PART: Final = re.compile(r'-?"[^"]*"|\S+')


@dataclass(frozen=True)
class FewerWords:
    """Ways back from an empty list; the other filters stay."""

    without: list[Loosening]  # the most helpful first
    any_of: Loosening | None  # where leaving out one word is not enough

    @classmethod
    def for_empty(cls, filters: PracticeFilter) -> Self:
        """One statement, if there is anything to leave out."""
        parts = [match[0] for match in PART.finditer(filters.query)]
        tries = _without(parts) | {"": _any_of(parts)}
        searches = [with_words(filters, words) for words in tries.values() if words]
        labels = [label for label, words in tries.items() if words]
        found = [
            Loosening(label, address_without(each), count)
            for label, each, count in zip(labels, searches, counts_of(searches), strict=True)
            if count and each.query
        ]
        without = [each for each in found if each.label]
        without.sort(key=lambda each: (-each.count, each.label))
        others = [each for each in found if not each.label and not without]
        return cls(without, others[0] if others else None)


def _without(parts: list[str]) -> dict[str, str]:
    """What is left out -> what remains. Words to leave out stay: they narrow on purpose."""
    wanted = [part for part in parts if _is_wanted(part)]
    if len(wanted) > 1:
        return {
            part: " ".join(each for each in parts if each != part)
            for part in list(dict.fromkeys(wanted))[:MOST]
        }
    is_phrase = bool(wanted) and wanted[0].startswith('"') and " " in wanted[0]
    return {_("the quotation marks"): " ".join(parts).replace('"', " ")} if is_phrase else {}


def _any_of(parts: list[str]) -> str:
    """Short words stand almost everywhere; with a word to leave out, "or" would mean another."""
    telling = [part for part in parts if len(part) >= SHORTEST_WORD]
    return " or ".join(telling) if len(parts) > 2 and all(map(_is_wanted, parts)) else ""


def _is_wanted(part: str) -> bool:
    return not part.startswith("-") and re.search(r"\w", part) is not None
