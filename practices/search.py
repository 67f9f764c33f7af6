"""Full text of the catalogue: what is kept at publication, and how words are looked up.

The vector holds every word twice: as it is written (without accents), and stemmed in the language
of the text. A query asks in all languages at once, for nobody says in which one they search.
"""

from collections.abc import Iterable
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value

if TYPE_CHECKING:
    from practices.models import Practice

MAX_QUERY = 200  # a query of 200 KB exhausts the stack of PostgreSQL's parser
PLAIN = "catalogue_simple"
# The languages that PostgreSQL can stem; the configurations are made by a migration.
STEMMED = {
    "da": "catalogue_danish",
    "de": "catalogue_german",
    "en": "catalogue_english",
    "fr": "catalogue_french",
    "hu": "catalogue_hungarian",
    "it": "catalogue_italian",
    "ro": "catalogue_romanian",
    "sv": "catalogue_swedish",
}
# Stands at the end of each part, so that no phrase reaches from one part into the next.
PART_END = "partend"
BODY = (
    *("problem", "how_it_works", "stakeholders", "resources", "evidence"),
    *("challenges", "potential", "further_information"),
)


def index(practice: "Practice") -> None:
    """Keep the words of a published practice for searching, tags included: one UPDATE."""
    same = type(practice)._default_manager.filter(pk=practice.pk)
    same.update(search=search_vector_for(practice))


def search_vector_for(practice: "Practice") -> SearchVector:
    """The words by weight: title, then short line, then tags, place and owner, then the text."""
    region = practice.origin_region
    about = [
        *(tag.name for tag in practice.tags.all()),
        *(practice.organisation, practice.place),
        *((region.name, region.local_name) if region else ()),
    ]
    weighted = [
        (practice.title, "A"),
        (f"{practice.summary} {' '.join(about)}", "B"),
        (" ".join(getattr(practice, name) for name in BODY), "C"),
    ]
    configs = [PLAIN]
    if stemmed := STEMMED.get(practice.language[:2]):
        configs.append(stemmed)
    return reduce(
        add,
        (
            SearchVector(Value(f"{words} {PART_END}"), config=config, weight=weight)
            for words, weight in weighted
            for config in configs
        ),
    )


def query_for(words: str, languages: Iterable[str] = STEMMED) -> SearchQuery:
    """What a person typed: words, "a phrase", or, -not; at most 200 characters count."""
    return reduce(
        or_,
        (
            SearchQuery(words[:MAX_QUERY], config=config, search_type="websearch")
            for config in (PLAIN, *(STEMMED[code] for code in languages))
        ),
    )
