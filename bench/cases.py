"""What is asked of the catalogue: three words and none, alone and with two filters.

`floor_for` is the least that answers a case: written by hand, without names, tags or JSON. It
reads the same side table: ids ranked, the total, and the count of every value of every facet.
"""

from dataclasses import dataclass
from typing import Any, Final

from bench.filling import PLACED

FILTERS: Final = {"theme": "theme-1", "maturity": "proven"}
THEME, MATURITY = 1, 9  # numbers of the two facets, as they stand in the codes


@dataclass(frozen=True)
class Case:
    word: str
    is_filtered: bool

    @property
    def name(self) -> str:
        share = {word: f"{share:.1%}".replace(".0%", "%") for word, share in PLACED.items()}
        word = f"word in {share[self.word]}" if self.word else "no word"
        return f"{word}, two filters" if self.is_filtered else word

    @property
    def address(self) -> str:
        """The query string of the list."""
        filters = [f"{name}={value}" for name, value in FILTERS.items()] if self.is_filtered else []
        return "&".join([*([f"q={self.word}"] if self.word else []), *filters])


CASES: Final = [
    Case(word, is_filtered) for is_filtered in (False, True) for word in ("", *reversed(PLACED))
]

EVERYTHING: Final = """
(SELECT 1, practice_id, 0::bigint FROM practices_catalogueentry
    ORDER BY first_published_at DESC, title_sort, practice_id LIMIT 20)
UNION ALL SELECT 2, id, count FROM practices_cataloguevalue WHERE count > 0
"""
HITS: Final = """
WITH hits AS MATERIALIZED (
    SELECT practice_id, codes, {place} AS place, {fits} AS fits, {misses} AS misses
    FROM practices_catalogueentry WHERE {condition}
)
(SELECT 1, practice_id, 0::bigint FROM hits WHERE fits ORDER BY place DESC LIMIT 20)
UNION ALL SELECT 2, 0, count(*) FROM hits WHERE fits
UNION ALL SELECT 3, code, count(*) FROM (
    SELECT unnest(codes) AS code, fits, misses FROM hits
) AS each WHERE fits OR code >> 24 = misses GROUP BY code
"""
RANK: Final = "ts_rank('{{0.02, 0.1, 0.25, 1}}', ranking, '{word}'::tsquery)"


def floor_for(case: Case, codes: dict[str, int]) -> str:
    """SQL with everything in it: no parameters, no functions to evaluate first."""
    if not case.word and not case.is_filtered:
        return EVERYTHING
    place = RANK.format(word=case.word) if case.word else "first_published_at"
    has_word = f"words @@ '{case.word}'::tsquery" if case.word else "true"
    if not case.is_filtered:
        return HITS.format(place=place, fits="true", misses="0", condition=has_word)
    theme = f"codes && ARRAY[{codes['theme']}]"
    maturity = f"codes && ARRAY[{codes['maturity']}]"
    return HITS.format(
        place=place,
        fits=f"({theme} AND {maturity})",
        misses=f"CASE WHEN {theme} THEN {MATURITY} ELSE {THEME} END",
        condition=f"{has_word} AND ({theme} OR {maturity})",
    )


def sqlite_address(case: Case) -> str:
    """The same list in Datasette: its table page with search, filters and all facets."""
    facets = [f"_facet={name}" for name in COLUMNS] + [f"_facet_array={name}" for name in ARRAYS]
    parts = [*facets, "_facet_size=30", "_size=20"]
    if case.word:
        parts.append(f"_search={case.word}")
    if case.is_filtered:
        parts += [f"{name}={value}" for name, value in FILTERS.items()]
    return f"/catalogue/practices?{'&'.join(parts)}"


COLUMNS: Final = ("theme", "region", "instrument", "kind", "maturity", "level", "evidence")
ARRAYS: Final = ("countries", "industries", "links", "tags")


def rows_for_sqlite() -> str:
    """What Datasette gets: the same texts, and every value of every facet."""
    values: dict[str, Any] = {name: number for name, number in NUMBERS.items() if name in COLUMNS}
    lists = {name: NUMBERS[name] for name in ARRAYS}
    single = ", ".join(
        f"(SELECT value FROM practices_cataloguevalue WHERE id = ANY(codes) AND facet = {number})"
        f" AS {name}"
        for name, number in values.items()
    )
    several = ", ".join(
        "(SELECT coalesce(json_agg(value), '[]')::text FROM practices_cataloguevalue"
        f" WHERE id = ANY(codes) AND facet = {number}) AS {name}"
        for name, number in lists.items()
    )
    return f"""
        SELECT practice.id, title, summary, concat_ws(' ', problem, how_it_works, stakeholders,
            resources, evidence, challenges, potential) AS body, {single}, {several}
        FROM practices_practice AS practice JOIN practices_catalogueentry AS entry
            ON entry.practice_id = practice.id
    """


NUMBERS: Final = {
    "theme": 1,
    "region": 2,
    "countries": 3,
    "industries": 4,
    "links": 5,
    "instrument": 6,
    "kind": 7,
    "tags": 8,
    "maturity": 9,
    "level": 10,
    "evidence": 11,
}
