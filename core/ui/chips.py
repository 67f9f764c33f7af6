"""What narrows a list, in words; `core/chips.html` shows it."""

from typing import NamedTuple


class Chip(NamedTuple):
    """An active filter and the address without it."""

    label: str
    url: str
