"""Long texts beside each other: the piece in which they differ."""

from itertools import takewhile
from typing import Final

BEFORE: Final = 60  # characters that stay the same, to find the place
LONGEST: Final = 240
GAP: Final = "…"


def excerpt(old: str, new: str) -> tuple[str, str]:
    """Both texts, cut to the first difference; short ones stay whole."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    equal = sum(
        1 for _each in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    )
    start = max(0, equal - BEFORE)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    piece = text[start : start + LONGEST]
    return (GAP if start else "") + piece + (GAP if len(text) > start + LONGEST else "")
