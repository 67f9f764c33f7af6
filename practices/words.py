"""The words of public texts, kept at publication for `practices.finding.misspelling`."""

import re
import unicodedata

from practices.models import LONGEST_WORD, Practice, Word
from practices.writing.spelling import fold

SHORTEST_WORD = 4  # shorter ones have too many neighbours
LETTERS = re.compile(r"[^\W\d_]+")
TEXTS = (
    *("title", "summary", "organisation", "place", "problem", "how_it_works", "stakeholders"),
    *("resources", "evidence", "challenges", "potential", "further_information"),
)


def learn(practice: Practice) -> None:
    """Keep the words of a text that is being published: one statement."""
    region = practice.origin_region
    texts = [getattr(practice, name) for name in TEXTS]
    texts += [tag.name for tag in practice.tags.all()]
    texts += [region.name, region.local_name] if region else []
    # In one order, so that two publications never wait for each other.
    words = [Word(text=word, folded=fold(word)) for word in sorted(words_in(" ".join(texts)))]
    Word.objects.bulk_create(words, ignore_conflicts=True)


def words_in(text: str) -> set[str]:
    """The words that are worth keeping, in small letters."""
    small = unicodedata.normalize("NFC", text).lower()
    found = set(LETTERS.findall(small))
    return {
        word
        for word in found
        if SHORTEST_WORD <= len(word) <= LONGEST_WORD and len(fold(word)) <= LONGEST_WORD
    }
