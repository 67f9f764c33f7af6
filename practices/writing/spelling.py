"""When two spellings are one tag: "Réseau", "reseau" and "RESEAU" are."""

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart.
LETTERS = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ŋ": "ng"}
BARRED = dict(zip("øđðħłŧı", "oddhlti", strict=True))
QUOTES = dict(zip("‘’“”„", '\'\'"""', strict=True))
UNDECOMPOSED = str.maketrans({**LETTERS, **BARRED, **QUOTES})


def tidy(word: str) -> str:
    """The word as it is kept: composed letters, single spaces, nothing that cannot be seen."""
    seen = "".join(char for char in word if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


@lru_cache(4096)
def fold(word: str) -> str:
    """What two spellings have in common: without case, accents, ligatures, width, kinds of dashes.

    Marks are taken off Latin and Greek letters only: elsewhere they make another letter.
    """
    plain = unicodedata.normalize("NFKC", tidy(word)).casefold()
    without = _without_accents(unicodedata.normalize("NFKD", plain)).translate(UNDECOMPOSED)
    dashed = "".join("-" if unicodedata.category(char) == "Pd" else char for char in without)
    return " ".join(unicodedata.normalize("NFKC", dashed).split())


def has_letters(word: str) -> bool:
    """Whether anything would be left to look for."""
    return any(char.isalnum() for char in fold(word))


def _without_accents(decomposed: str) -> str:
    kept: list[str] = []
    base = ""
    for char in decomposed:
        if not unicodedata.combining(char):
            base = char
        elif _loses_marks(base):
            continue
        kept.append(char)
    return "".join(kept)


@lru_cache(4096)
def _loses_marks(letter: str) -> bool:
    """Latin and Greek ones do; a mark on something that is no letter means nothing either."""
    is_ours = unicodedata.name(letter, "").startswith(("LATIN", "GREEK")) if letter else True
    return is_ours or not letter.isalpha()
