"""When a guest's access to an exchange ends: upper rooms say so, as a session that closes."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

type Ended = Callable[[], QuerySet[Any, Any]]  # ids of exchanges

_ended: list[Ended] = []


def register(ended: Ended) -> None:
    """Ask `ended` too; called in `AppConfig.ready()`."""
    if ended not in _ended:
        _ended.append(ended)


def still_open(prefix: str = "") -> Q:
    """Participations in exchanges that no upper room has closed for guests."""
    rule = Q()
    for ended in _ended:
        rule &= ~Q(**{f"{prefix}exchange_id__in": ended()})
    return rule
