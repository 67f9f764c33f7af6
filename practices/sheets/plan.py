"""The plan that a dry run makes of a file: what each row would do, kept as data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from practices.models import Practice, Revision
from practices.writing.manuscript import Manuscript
from practices.writing.versions import fingerprints
from regions.models import Partner


class Would(StrEnum):
    """What a row would do; the order is that of the page."""

    CANNOT = "cannot"
    CHANGE = "change"
    SAME = "same"
    NEW = "new"


WRITES = (Would.NEW, Would.CHANGE)


@dataclass
class PlannedRow:
    """One row. Of what it would write, only the mark of it is kept."""

    number: int
    would: Would
    title: str
    slug: str = ""
    says: str = ""
    problems: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # heading, was, becomes
    notes: list[str] = field(default_factory=list)
    suggests: tuple[str, str] | None = None  # a partner as it is named, and as it is called
    # For carrying it out.
    partner: Partner | None = None
    text: Manuscript | None = None
    practice: Practice | None = None
    draft: Revision | None = None

    @property
    def effect(self) -> str:
        """Equal for two plans of which this row would write the same, upon the same."""
        if self.would not in WRITES or self.text is None:
            return ""
        upon = self.draft or (self.practice and self.practice.published_revision)
        about = (
            self.would,
            self.partner and self.partner.pk,
            self.practice and self.practice.pk,
            (upon.pk, self.draft.edit if self.draft else 0) if upon else (),
            fingerprints(self.text),
        )
        return sha256(repr(about).encode()).hexdigest()[:16]

    def as_data(self) -> dict[str, Any]:
        """For JSON; what is empty is left out."""
        data = {
            "row": self.number,
            "would": self.would.value,
            "title": self.title,
            "slug": self.slug,
            "says": self.says,
            "problems": self.problems,
            "changes": self.changes,
            "notes": self.notes,
            "suggests": self.suggests,
            "effect": self.effect,
        }
        return {name: value for name, value in data.items() if value}


@dataclass(frozen=True)
class Plan:
    """All rows in the order of the file, and how its columns were understood."""

    rows: Sequence[PlannedRow]
    columns: Sequence[tuple[str, str]]  # as the file calls them, and as we do
    unknown: Sequence[tuple[int, str]]

    def as_data(self) -> dict[str, Any]:
        return {
            "rows": [row.as_data() for row in self.rows],
            "columns": list(self.columns),
            "unknown": list(self.unknown),
        }


def counts_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows of each kind a kept plan has."""
    found = Counter(row["would"] for row in rows)
    return {each.value: found[each.value] for each in Would}


def rows_to_write(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of a kept plan that change the catalogue."""
    return [row for row in rows if row["would"] in WRITES]


def overtaken(kept: Sequence[Mapping[str, Any]], now: Plan) -> list[int]:
    """The rows that would not write what the kept plan says they would."""
    present = {row.number: row.effect for row in now.rows}
    return [
        row["row"] for row in kept if row.get("effect") and present.get(row["row"]) != row["effect"]
    ]
