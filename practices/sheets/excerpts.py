"""Long texts beside each other: the piece in which they differ."""

from collections.abc import Iterable
from itertools import takewhile
from typing import Final

AROUND: Final = 60  # characters that stay the same, to find the place
LONGEST: Final = 240
GAP: Final = "…"


def excerpt(old: str, new: str) -> tuple[str, str]:
    """Both texts from the first difference to the last; short ones stay whole."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    before = _equal(zip(old, new, strict=False))
    most = min(len(old), len(new)) - before
    after = min(most, _equal(zip(reversed(old), reversed(new), strict=False)))
    start, end = max(0, before - AROUND), max(0, after - AROUND)
    return _cut(old, start, end), _cut(new, start, end)


def _equal(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _each in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut(text: str, start: int, end: int) -> str:
    """Without so many letters at its beginning and at its end; what is still too long ends."""
    last = len(text) - end
    stop = min(last, start + LONGEST)
    return (GAP if start else "") + text[start:stop] + (GAP if stop < len(text) else "")
