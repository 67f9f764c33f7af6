"""Who may calm a conversation besides the coordinator: upper apps say whose sessions those are."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from regions.reader import Reader

# Takes the reader; rows of one column, the ids of the practices that they moderate something on.
type Chairs = Callable[[Reader], QuerySet[Any, Any]]

_chairs: list[Chairs] = []


def register(chairs: Chairs) -> None:
    """Called in `AppConfig.ready()`."""
    _chairs.append(chairs)


def chaired_by(reader: Reader, practice: str) -> Q:
    """Whether the practice of that field is one on which the reader moderates something (C05)."""
    rule = Q(pk__in=[])
    if reader.is_member:
        for chairs in _chairs:
            rule |= Q(**{f"{practice}__in": chairs(reader)})
    return rule
