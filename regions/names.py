"""Names in the order people expect, whatever collation the database has."""

import unicodedata

UNDECOMPOSED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})


def sort_key(name: str) -> str:
    """The name folded and without accents: "Skåne" sorts as "skane", at most 120 characters."""
    folded = unicodedata.normalize("NFKD", name.casefold()).translate(UNDECOMPOSED)
    return "".join(char for char in folded if not unicodedata.combining(char))[:120]
