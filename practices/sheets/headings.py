"""Which column of a file is which: headings in any order; unknown and forbidden ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import BadInput
from practices.sheets.cells import folded, letters
from practices.sheets.columns import COLUMNS, TITLE
from practices.sheets.entries import FIRST, NOTES, PARTNER, SLUG

# I02: these change on pages of their own, with their own rules.
FORBIDDEN: Final = frozenset(
    folded(each)
    for each in (
        *("user", "users", "person", "persons", "people", "password", "author", "authors"),
        *("contact", "contacts", "contact person", "contact details", "e-mail", "email", "phone"),
        *("role", "roles", "lead", "coordinator", "administrator", "membership", "memberships"),
        *("rating", "ratings", "score", "scores", "relevance", "feasibility", "assessment"),
        *("assessments", "decision", "decisions", "outcome", "status", "transfer", "transfers"),
        *("state", "published", "published state", "publication state", "is published"),
        *("approved", "approved by", "approved at", "archived", "taken down"),
    )
)
# Columns that we write ourselves and nobody reads back.
OWN: Final = frozenset(
    {folded(each.heading) for each in NOTES} | {folded("Would be"), folded("Why not")}
)
KNOWN: Final[Mapping[str, str]] = (
    {name: column.key for column in COLUMNS for name in column.known_as}
    | {folded(each.heading): each.key for each in (*FIRST, *NOTES)}
    | {"partnerorganisation": PARTNER, "partnername": PARTNER, "address": SLUG}
)


class ForbiddenColumns(BadInput):
    """I02: refused by name."""

    status = 422


class NotUsable(BadInput):
    """The file can be read, but it is no table of practices."""

    sentence = gettext_lazy("This file cannot be imported.")


@dataclass(frozen=True)
class Headings:
    """The known columns by key, and the headings that nobody knows."""

    places: Mapping[str, int]
    unknown: tuple[tuple[int, str], ...]  # with their places
    texts: Mapping[str, str]  # as they stand in the file, by key


def known_headings() -> list[str]:
    """What the reader of the file looks for to find the row of the headings."""
    return sorted({*KNOWN, *OWN})


def headings_of(row: Sequence[str]) -> Headings:
    """Match the headings; raises `ForbiddenColumns` (422) or `NotUsable` (400)."""
    _refuse_forbidden(row)
    places: dict[str, list[int]] = defaultdict(list)
    unknown = []
    for place, text in enumerate(row):
        key = KNOWN.get(folded(text))
        if key:
            places[key].append(place)
        elif text.strip() and folded(text) not in OWN:
            unknown.append((place, " ".join(text.split())[:80]))
    _refuse_twice(places, row)
    if TITLE.key not in places and SLUG not in places:
        raise NotUsable(
            _("No column is called “Title”. Name the columns as in the template and send it again.")
        )
    found = {key: where[0] for key, where in places.items()}
    return Headings(found, tuple(unknown), {key: row[place] for key, place in found.items()})


def _refuse_forbidden(row: Sequence[str]) -> None:
    refused = [" ".join(text.split()) for text in row if folded(text) in FORBIDDEN]
    if refused:
        raise ForbiddenColumns(
            _(
                "These columns cannot be imported: %(names)s. Users, roles, ratings, decisions and "
                "the published state change on their own pages. Delete the columns and send the "
                "file again."
            )
            % {"names": ", ".join(f"“{each}”" for each in refused)}
        )


def _refuse_twice(places: Mapping[str, Sequence[int]], row: Sequence[str]) -> None:
    for where in places.values():
        if len(where) > 1:
            raise NotUsable(
                _("The columns %(columns)s both mean “%(name)s”. Keep one of them.")
                % {
                    "columns": _(" and ").join(letters(place) for place in where[:2]),
                    "name": " ".join(row[where[0]].split())[:80],
                }
            )
