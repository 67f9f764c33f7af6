"""What the pages of an import show: the rows of a plan, and what became of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import ImportRun
from practices.rules import TAKEN_DOWN
from practices.sheets.cells import folded
from practices.sheets.corrections import HEADINGS
from practices.sheets.plan import WRITES, Would, counts_of
from practices.sheets.rules import undo_until

ALL: Final = "all"
# What can be shown alone: its icon and its words, in the order of the page.
FILTERS: Final[tuple[tuple[str, str, str | Promise], ...]] = (
    (Would.NEW, "plus", _("New practices")),
    (Would.CHANGE, "pen", _("Changes")),
    (Would.SAME, "check", _("No change")),
    (Would.CANNOT, "warn", _("Cannot be done")),
)


@dataclass(frozen=True)
class Filter:
    value: str
    icon: str
    words: str | Promise
    count: int
    is_chosen: bool


def filters_of(counts: Mapping[str, int], chosen: str) -> list[Filter]:
    """All rows, then each kind with its number."""
    everything = Filter(ALL, "", _("All rows"), sum(counts.values()), chosen == ALL)
    kinds = [
        Filter(value, icon, words, counts[value], chosen == value) for value, icon, words in FILTERS
    ]
    return [everything, *kinds]


def chosen_in(asked: str) -> str:
    return asked if asked in {each.value for each in Would} else ALL


@dataclass(frozen=True)
class PlanPage:
    """A dry run; rows that cannot be done stand first."""

    rows: list[dict[str, Any]]
    counts: Mapping[str, int]
    filters: list[Filter]
    columns: list[tuple[str, str]]
    unknown: list[tuple[int, str]]
    free: list[tuple[str, str]]  # columns that the file does not use
    about: Mapping[str, str]

    @classmethod
    def of(cls, run: ImportRun, asked: str, closed: Collection[int] = ()) -> Self:
        """`closed` are the numbers of the rows about practices that were taken down."""
        plan, chosen = run.plan, chosen_in(asked)
        counts = counts_of(plan["rows"])
        rows = [row for row in plan["rows"] if chosen in {ALL, row["would"]}]
        rows = [without_words(row) if row["row"] in closed else row for row in rows]
        table = plan["table"]
        return cls(
            rows=_with_offers(sorted(rows, key=lambda row: row["would"] != Would.CANNOT)),
            counts=counts,
            filters=filters_of(counts, chosen),
            columns=plan["columns"],
            unknown=plan["unknown"],
            free=free_columns(plan["columns"]),
            about={name: table.get(name, "") for name in ("sheet", "encoding", "separator")},
        )

    @property
    def writes(self) -> int:
        return sum(self.counts[each] for each in WRITES)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def used(self) -> int:
        return len(self.columns)

    @property
    def same_names(self) -> int:
        return sum(theirs == ours for theirs, ours in self.columns)

    @property
    def letters_are_guessed(self) -> bool:
        """Neighbours of this encoding (ő, ș, Cyrillic) look the same to a program."""
        return self.about["encoding"] == "windows-1252"

    @property
    def headings(self) -> int:
        return len(self.columns) + len(self.unknown)


def without_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of a row about a practice that was taken down: its number and what was done."""
    kept = {name: row[name] for name in ("row", "would", "done", "undone") if name in row}
    return kept | {"title": _("Taken down"), "slug": "", "problems": [str(TAKEN_DOWN)]}


def _with_offers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many rows a correction would help, said once for each."""
    named = Counter(folded(row["suggests"][0]) for row in rows if "suggests" in row)
    return [
        row | {"helps": named.pop(folded(row["suggests"][0]), 0)} if "suggests" in row else row
        for row in rows
    ]


def free_columns(used: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Key and heading of every column that the file has not."""
    taken = {ours for _theirs, ours in used}
    return [(key, heading) for key, heading in HEADINGS.items() if heading not in taken]


@dataclass(frozen=True)
class ResultPage:
    """What became of each row, with the way to it."""

    rows: list[dict[str, Any]]
    counts: Mapping[str, int]
    filters: list[Filter]
    untouched: int
    touched: int
    undone: int
    undo_until: datetime | None
    hidden: int  # rows of texts that the reader may not read

    @classmethod
    def of(
        cls,
        run: ImportRun,
        untouched: Collection[int],
        asked: str,
        readable: Collection[int] | None = None,
        closed: Collection[int] = (),
    ) -> Self:
        """`readable` are the numbers of the rows to show; None shows all. `closed` as of a plan."""
        chosen = chosen_in(asked)
        done = {row["row"]: row for row in run.result["rows"]}
        rows = [
            {**row, **_outcome(done.get(row["row"]))}
            for row in run.plan["rows"]
            if chosen in {ALL, row["would"]} and (readable is None or row["row"] in readable)
        ]
        rows = [without_words(row) if row["row"] in closed else row for row in rows]
        counts = counts_of(run.plan["rows"])
        return cls(
            rows=rows,
            counts=counts,
            filters=filters_of(counts, chosen),
            untouched=len(untouched),
            touched=len(done) - len(untouched),
            undone=sum(bool(row.get("undone")) for row in done.values()),
            undo_until=undo_until(run),
            hidden=0 if readable is None else len(run.plan["rows"]) - len(readable),
        )

    @property
    def written(self) -> int:
        return sum(self.counts[each] for each in WRITES)


def _outcome(done: Mapping[str, Any] | None) -> dict[str, Any]:
    if done is None:
        return {"done": False, "has_page": True}
    return {
        "done": True,
        "slug": done["slug"],
        "undone": done.get("undone"),
        # What was deleted again has no page.
        "has_page": not (done.get("undone") and done["would"] == Would.NEW),
        "is_open": not done.get("undone"),
    }
