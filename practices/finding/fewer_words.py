"""What a search would find with one of its words less, or with a phrase taken apart.

For lists that are empty although each word is known: "innovation voucher" may stand nowhere
together, and without words the whole catalogue would come back, which helps nobody.
"""

import re
from typing import Final

from django.utils.translation import gettext as _

from practices.filters import PracticeFilter
from practices.finding.facets import Loosening, address_without
from practices.finding.misspelling import counts_of, with_words

MOST: Final = 5  # words that are left out, one at a time; asked in one statement
PART: Final = re.compile(r'-?"[^"]*"|\S+')


def with_fewer_words(filters: PracticeFilter) -> list[Loosening]:
    """The most helpful first; the other filters stay."""
    tries = _tries(filters.query)
    searches = [with_words(filters, words) for words in tries.values()]
    found = [
        Loosening(label, address_without(each), count)
        for label, each, count in zip(tries, searches, counts_of(searches), strict=True)
        if count and each.query
    ]
    return sorted(found, key=lambda each: (-each.count, each.label))


def _tries(query: str) -> dict[str, str]:
    """What is left out -> what remains. Words to leave out stay: they narrow on purpose."""
    parts = [match[0] for match in PART.finditer(query)]
    wanted = [part for part in parts if not part.startswith("-") and re.search(r"\w", part)]
    if len(wanted) > 1:
        return {
            part: " ".join(each for each in parts if each != part)
            for part in list(dict.fromkeys(wanted))[:MOST]
        }
    is_phrase = bool(wanted) and wanted[0].startswith('"') and " " in wanted[0]
    return {_("the quotation marks"): query.replace('"', " ")} if is_phrase else {}
