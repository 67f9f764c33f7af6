"""One statement for a page of the catalogue: its rows ranked, the total, and every count.

A count leaves its own facet's selection out. So the statement looks at the practices that fit all
filters, and at those that miss one of them only: these count for that facet alone. Where nothing
is filtered, the counts are those that the index keeps.
"""

from typing import Final

from practices.models.catalogue import VALUE_BITS
from practices.querysets import NOT_CONSIDERED, ORIGIN, RANK_WEIGHTS, TAKEN_UP
from practices.search import sql
from practices.search.asking import any_asked, asked
from practices.search.facets import FITS, STATUS, Facet
from practices.search.question import Order, Question
from practices.search.transfers import Parameters
from regions.reader import Reader

type Conditions = dict[int, str]  # what each filter wants, by its number

FACET_OF_CODE: Final = f"code >> {VALUE_BITS}"
LONG_LISTS: Final = (Facet.LINKS, Facet.TAG)


def _of_facet(facet: Facet) -> str:
    return f"code >= {facet << VALUE_BITS} AND code < {(facet + 1) << VALUE_BITS}"


SHORT_LISTS: Final = " OR ".join(
    f"({_of_facet(facet)})" for facet in Facet if facet not in LONG_LISTS
)
# Each listed practice has exactly one value of this facet.
TOTAL: Final = sql.TOTAL.format(facet=int(Facet.EVIDENCE))
COUNTED: Final = sql.COUNTED.format(fits=FITS, status=STATUS, facet_of_code=FACET_OF_CODE)
PLACES: Final = {
    Order.RELEVANCE: sql.RANK,
    Order.NEWEST: "entry.first_published_at",
    Order.TITLE: "NULL",
    Order.TAKEN_UP: "coalesce(taken.n, 0)",
}


def statement_for(question: Question) -> tuple[str, Parameters]:
    """SQL with one row: ids, tallies and counts as JSON, and how many are listed in all."""
    is_everything = not question.words and not question.missable
    transfers, parameters = "", Parameters()
    if question.reader.region_id is not None or question.order == Order.TAKEN_UP:
        transfers, parameters = question.transfers
    text = sql.ANSWER.format(
        tables=(_everything if is_everything else _hits)(question, transfers),
        rows=(_rows_of_everything if is_everything else _rows)(question, transfers),
        shown=_shown(question),
        tag=int(Facet.TAG),
        total=TOTAL,
        without_words=_without_words(question, transfers),
    )
    return text, parameters | _parameters(question)


def _parameters(question: Question) -> Parameters:
    return {
        "limit": question.rows,
        "offset": question.first,
        "most": question.most,
        "chosen": [code for codes in question.codes.values() for code in codes],
        "region": question.reader.region_id,
        "statuses": list(question.statuses),
        "weights": RANK_WEIGHTS,
        "taken_up": list(TAKEN_UP),
        "asked": asked(question.words),
        "any_asked": any_asked(question.words),
        **{f"codes{facet:d}": list(codes) for facet, codes in question.codes.items()},
    }


def _everything(question: Question, transfers: str) -> str:
    """Nothing is filtered."""
    if question.reader.region_id is None:
        tallied = sql.TALLIED.format(fits=FITS, total=TOTAL)
    else:
        tallied = sql.TALLIED_BY_STATUS.format(
            transfers=transfers, origin=ORIGIN, none=NOT_CONSIDERED, fits=FITS, total=TOTAL
        )
    return sql.EVERYTHING.format(tallied=tallied, counted=sql.KEPT)


def _hits(question: Question, transfers: str) -> str:
    """The practices that fit or miss one filter, how many there are of each, and the counts."""
    conditions = _conditions(question)
    joins = _status_join(question, transfers)
    if question.order == Order.TAKEN_UP and question.rows:
        joins += sql.TAKEN_JOIN.format(transfers=transfers)
    return sql.HITS.format(
        missed=_missed(conditions),
        status=_status(question.reader),
        place=PLACES[question.order] if question.rows else "NULL",
        joins=joins,
        condition=_condition(question, conditions),
        counted=_counted(question),
    )


def _status_join(question: Question, transfers: str) -> str:
    if question.reader.region_id is None:
        return ""
    return sql.STATUS_JOIN.format(transfers=transfers)


def _conditions(question: Question) -> Conditions:
    conditions = {
        int(facet): sql.HAS_VALUE.format(facet=int(facet)) for facet in sorted(question.codes)
    }
    if question.statuses:
        conditions[STATUS] = sql.HAS_STATUS.format(status=_status(question.reader))
    return conditions


def _status(reader: Reader) -> str:
    """Where the practice stands in the reader's region; visitors have none."""
    if reader.region_id is None:
        return "NULL::text"
    return sql.STATUS.format(origin=ORIGIN, none=NOT_CONSIDERED)


def _missed(conditions: Conditions) -> str:
    """The number of the filter that a hit misses."""
    if not conditions:
        return str(FITS)
    cases = " ".join(f"WHEN NOT ({wanted}) THEN {name}" for name, wanted in conditions.items())
    return f"CASE {cases} ELSE {FITS} END"


def _condition(question: Question, conditions: Conditions) -> str:
    """Has the words and misses at most one filter: written so that the indexes can help."""
    parts = [sql.HAS_WORDS] if question.words else []
    if _own_counts_are_kept(question):
        parts += conditions.values()
    elif len(conditions) > 1:
        others = [
            " AND ".join(wanted for other, wanted in conditions.items() if other != name)
            for name in conditions
        ]
        either = f"({' OR '.join(f'({each})' for each in others)})"
        parts.append(sql.LOOKED_AT.format(condition=either) if question.words else either)
    return " AND ".join(parts) or "true"


def _without_words(question: Question, transfers: str) -> str:
    """How many practices fit everything but the words."""
    if not question.words or not question.missable:
        return "NULL"
    return sql.WITHOUT_WORDS.format(
        fits=FITS,
        joins=_status_join(question, transfers),
        conditions=" AND ".join(_conditions(question).values()),
    )


def _counted(question: Question) -> str:
    if not _own_counts_are_kept(question):
        return COUNTED
    (facet,) = question.codes
    return sql.COUNTED_OR_KEPT.format(
        counted=COUNTED, facet_of_code=FACET_OF_CODE, kept=sql.KEPT, facet=int(facet)
    )


def _own_counts_are_kept(question: Question) -> bool:
    """One filter and no words."""
    return not question.words and not question.statuses and len(question.codes) == 1


def _rows(question: Question, _transfers: str) -> str:
    """The ids of the page's rows in their order."""
    return _ids(question, f"hits AS entry WHERE missed = {FITS}", "entry.place")


def _rows_of_everything(question: Question, transfers: str) -> str:
    source = "practices_catalogueentry AS entry"
    if question.order == Order.TAKEN_UP:
        source += sql.TAKEN_JOIN.format(transfers=transfers)
    return _ids(question, source, PLACES[question.order])


def _ids(question: Question, source: str, place: str) -> str:
    if not question.rows:
        return "NULL::bigint[]"
    first = [] if question.order == Order.TITLE else [f"{place} DESC"]
    order = ", ".join([*first, "entry.title_sort", "entry.practice_id"])
    return sql.ROWS.format(source=source, order=order)


def _shown(question: Question) -> str:
    """All counts, or of long lists the highest and those of what is chosen."""
    if question.most is None:
        return "SELECT code, n FROM counted"
    parts = [sql.SHORT.format(condition=SHORT_LISTS)]
    parts += [sql.MOST.format(condition=_of_facet(facet)) for facet in LONG_LISTS]
    if question.codes.keys().isdisjoint(LONG_LISTS):
        return " UNION ALL ".join(parts)
    return " UNION ".join([*parts, sql.CHOSEN])
