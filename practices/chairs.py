"""Who may calm a conversation besides the coordinator: upper apps say whose sessions those are."""

from collections.abc import Callable

from regions.reader import Reader

# Takes the reader and a practice's id; one query.
type Chairs = Callable[[Reader, int], bool]

_chairs: list[Chairs] = []


def register(chairs: Chairs) -> None:
    """Called in `AppConfig.ready()`."""
    _chairs.append(chairs)


def is_chair(reader: Reader, practice_id: int) -> bool:
    """Whether the reader moderates something that is about this practice (C05)."""
    return reader.is_member and any(chairs(reader, practice_id) for chairs in _chairs)
