"""What a person puts right on the page of a plan: the file stays as it was sent."""

from collections.abc import Mapping
from typing import Any

from practices.sheets.cells import folded
from practices.sheets.columns import COLUMNS
from practices.sheets.entries import FIRST, PARTNER
from practices.sheets.headings import KNOWN

HEADINGS: Mapping[str, str] = {note.key: note.heading for note in FIRST} | {
    column.key: column.heading for column in COLUMNS
}


def with_partner(data: Mapping[str, Any], named: str, meant: str) -> dict[str, Any]:
    """The table with one partner's name in place of another wherever a row gives it."""
    places = {
        place for place, text in enumerate(data["headings"]) if KNOWN.get(folded(text)) == PARTNER
    }
    wanted = folded(named)

    def corrected(place: int, cell: str) -> str:
        return meant if place in places and folded(cell) == wanted else cell

    rows = [
        [number, [corrected(place, cell) for place, cell in enumerate(cells)]]
        for number, cells in data["rows"]
    ]
    return {**data, "rows": rows}


def with_columns(data: Mapping[str, Any], chosen: Mapping[int, str]) -> dict[str, Any]:
    """The table with other headings at these places; a key that nobody knows changes nothing."""
    headings = [
        HEADINGS.get(chosen.get(place, ""), text) for place, text in enumerate(data["headings"])
    ]
    return {**data, "headings": headings}
