"""Partners that a comment names: "@ecoplus", taken from the partnership's short names."""

import re
from collections.abc import Iterable

from regions.models import Partner


def mentioned_in(text: str, partners: Iterable[Partner]) -> list[Partner]:
    """The partners whose short name stands in the text behind an "@", in the order given.

    Of two names that begin alike, the longer one is meant where it fits.
    """
    by_name = {each.short.casefold(): each for each in partners}
    if not by_name:
        return []
    names = sorted(by_name, key=len, reverse=True)
    pattern = rf"(?<!\w)@({'|'.join(map(re.escape, names))})(?!\w)"
    found = {by_name[name] for name in re.findall(pattern, text.casefold())}
    return [each for each in by_name.values() if each in found]


def naming(text: str, partner: Partner) -> str:
    """The text with the partner's name in it; in front, where it was only chosen from the list."""
    return text if mentioned_in(text, [partner]) else f"@{partner.short} {text}"
