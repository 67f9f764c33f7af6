"""What a person typed, as PostgreSQL understands it.

Words must all be there; "a phrase" in this order; -word must not; `or` between alternatives; a
star at the end stands for any ending. A text is asked in its own language and as it is written:
stop words of one language do not make the query of another one shorter.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.contrib.postgres.search import SearchQuery

from practices.search.languages import PLAIN, STEMMED

MAX_QUERY: Final = 200  # characters; a query of 200 KB exhausts the stack of PostgreSQL's parser
TERM: Final = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
NO_WORDS: Final = re.compile("[\0/]")  # a slash stands between words, in texts too
OR: Final = "or"
SHORTEST_BEGINNING: Final = 2  # letters before a star; one letter would begin half of all words


@dataclass
class Alternative:
    """What one side of an "or" wants; a term with a star at its end is a beginning."""

    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.wanted and not self.unwanted


class CatalogueQuery(SearchQuery):
    """A call of one of the two functions in the database that make a tsquery of terms."""

    SEARCH_TYPES = {"match": "catalogue_query", "any": "catalogue_any_word"}


def query_for(words: str) -> CatalogueQuery:
    """Matches the practices that somebody looks for; for `catalogue_entry__words`."""
    return CatalogueQuery(asked(words), search_type="match")


def any_word_of(words: str, languages: Iterable[str] = STEMMED) -> CatalogueQuery:
    """Any of the wanted words, as written or stemmed in these languages: for ranks and marks."""
    return CatalogueQuery(any_asked(words, languages), search_type="any")


def asked(words: str) -> str:
    """The argument of `catalogue_query`."""
    return json.dumps([[each.wanted, each.unwanted] for each in alternatives_in(words)])


def any_asked(words: str, languages: Iterable[str] = STEMMED) -> str:
    """The argument of `catalogue_any_word`."""
    wanted = [term for each in alternatives_in(words) for term in each.wanted]
    configs = [PLAIN, *(STEMMED[code] for code in languages)]
    return json.dumps({"wanted": wanted, "configs": configs})


def alternatives_in(words: str) -> list[Alternative]:
    """The terms of a query; at most 200 characters of it count."""
    alternatives = [Alternative()]
    for minus, phrase, word in TERM.findall(NO_WORDS.sub(" ", words[:MAX_QUERY])):
        if word.lower() == OR and not minus:
            alternatives.append(Alternative())
            continue
        term = phrase or _with_star(word)
        side = alternatives[-1].unwanted if minus else alternatives[-1].wanted
        if any(map(str.isalnum, term)):
            side.append(term)
    return [each for each in alternatives if not each.is_empty]


def _with_star(word: str) -> str:
    """A beginning keeps its star, and as its words whatever punctuation holds together."""
    bare = " ".join(re.findall(r"\w+", word))
    is_beginning = word.endswith("*") and len(bare) >= SHORTEST_BEGINNING
    return f"{bare}*" if is_beginning else word.replace("*", " ")
