"""What the index tells a page of the catalogue."""

import json
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from practices.search.facets import FITS, STATUS, Facet
from practices.search.question import Question
from practices.search.statement import statement_for

NAMES: Final = {STATUS: "status", **{int(facet): facet.parameter for facet in Facet}}


@dataclass
class Tally:
    """One page of the catalogue in numbers."""

    ids: list[int] = field(default_factory=list)  # of the rows asked for, in their order
    found: int = 0
    listed: int = 0  # without any filter
    by_facet: dict[str, dict[str, int]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # of tags
    # By filter: how many practices it keeps out that fit everything else. For the words only
    # where nothing is found.
    kept_out: dict[str, int] = field(default_factory=dict)


def answer_to(question: Question) -> Tally:
    """All that a page shows of the list, but the texts of its rows: one statement."""
    sql, parameters = statement_for(question)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        ids, tallies, counts, listed, without_words = cursor.fetchone()
    tally = Tally(ids=ids or [], listed=listed)
    _read_tallies(tally, json.loads(tallies))
    for facet, value, n, tag_name in json.loads(counts):
        name = NAMES[facet]
        tally.by_facet.setdefault(name, {})[value] = n
        if tag_name is not None:
            tally.labels.setdefault(name, {})[value] = tag_name
    if question.words and not tally.found:
        tally.kept_out["q"] = without_words if question.missable else listed
    if len(question.missable) == 1 and not question.words:
        # What the only filter keeps out is everything else; it was not looked at.
        tally.kept_out[_name_of(question.missable[0])] = listed - tally.found
    return tally


def _read_tallies(tally: Tally, rows: list[tuple[int, str | None, int]]) -> None:
    """Rows of: number of the missed filter, status in the reader's region, practices."""
    for missed, status, n in rows:
        if missed == FITS:
            tally.found += n
        else:
            name = _name_of(missed)
            tally.kept_out[name] = tally.kept_out.get(name, 0) + n
        if status is not None and missed in {FITS, STATUS}:
            statuses = tally.by_facet.setdefault(_name_of(STATUS), {})
            statuses[status] = statuses.get(status, 0) + n


def _name_of(number: int) -> str:
    return NAMES[number]
