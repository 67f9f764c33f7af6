"""What the table is sorted by: any of its columns, in both directions, and no sum of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import Outcome
from assessments.portfolio.rows import Row
from practices.models import TransferStatus

_OUTCOMES: Final[list[str]] = list(Outcome.values)
_STATUSES: Final[list[str]] = list(TransferStatus.values)

# By name: words, whether the highest stands first, and the key.
KEYS: Final[dict[str, tuple[str | Promise, bool, Callable[[Row], Any]]]] = {
    "title": (_("Practice"), False, lambda row: row.practice.title_sort),
    "relevance": (_("Relevance"), True, lambda row: row.standing.relevance),
    "feasibility": (_("Feasibility"), True, lambda row: row.standing.feasibility),
    "suggestion": (
        _("Suggestion"),
        False,
        lambda row: _OUTCOMES.index(row.assessment.suggestion),
    ),
    "status": (_("Status"), True, lambda row: _STATUSES.index(row.status)),
    "people": (_("People"), True, lambda row: row.assessment.rater_count),
}
DEFAULT: Final = "title"


@dataclass(frozen=True)
class Column:
    """A heading that sorts: `asks` is what a click asks for."""

    name: str
    words: str | Promise
    asks: str
    direction: str  # "ascending", "descending" or empty: the value of aria-sort


def chosen(asked: str) -> str:
    """The name, with a minus for the other direction; anything unknown is the default."""
    return asked if asked.removeprefix("-") in KEYS else DEFAULT


def in_order(rows: Sequence[Row], sort: str) -> list[Row]:
    """Equal ones by their title."""
    _words, highest_first, key = KEYS[sort.removeprefix("-")]
    by_title = sorted(rows, key=lambda row: row.number)
    return sorted(by_title, key=key, reverse=highest_first != sort.startswith("-"))


def columns(sort: str) -> list[Column]:
    found = []
    for name, (words, highest_first, _key) in KEYS.items():
        is_chosen = sort.removeprefix("-") == name
        falls = highest_first != sort.startswith("-")
        direction = ("descending" if falls else "ascending") if is_chosen else ""
        asks = f"-{name}" if is_chosen and not sort.startswith("-") else name
        found.append(Column(name, words, asks, direction))
    return found
