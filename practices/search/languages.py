"""The languages of texts, and how PostgreSQL reads each: the functions of `0010` name them too."""

from typing import Final

PLAIN: Final = "catalogue_simple"  # every word as it is written, without case and accents
# The languages that PostgreSQL can stem; the configurations are made by a migration.
STEMMED: Final = {
    "da": "catalogue_danish",
    "de": "catalogue_german",
    "en": "catalogue_english",
    "fr": "catalogue_french",
    "hu": "catalogue_hungarian",
    "it": "catalogue_italian",
    "ro": "catalogue_romanian",
    "sv": "catalogue_swedish",
}


def config_for(language: str) -> str:
    """How a text in this language ("de", "en-GB") is read: stemmed, where there is a stemmer."""
    return STEMMED.get(language[:2], PLAIN)


def mark_of(language: str) -> str:
    """What a vector holds beside its words: in which language they were stemmed.

    No text and no search brings it, for no word has a space in it.
    """
    return f"'in {language[:2]}':1" if language[:2] in STEMMED else ""
