"""One requirement beside what the origin and the region have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from core.clock import a_year_before
from regions.context.levels import has_words, needs_words
from regions.models import RequirementKind


@dataclass(frozen=True)
class Has:
    """What a region says that it has of one kind."""

    level: int
    text: str
    as_of: date
    confirmed_on: date
    words: str

    @classmethod
    def of(cls, kind: str, row: Mapping[str, Any] | None) -> Self | None:
        if not row:
            return None
        as_of, confirmed_on = (date.fromisoformat(row[name]) for name in ("as_of", "confirmed_on"))
        words = has_words(kind, row["has"])
        return cls(row["has"], row["text"], as_of, confirmed_on, words)


@dataclass(frozen=True)
class GapLine:
    """A requirement with what is known about it; what is not known is never a zero."""

    kind: RequirementKind
    needed: int
    text: str
    is_core: bool
    ours: Has | None
    origins: Has | None
    today: date
    others_stopped: int = 0  # other regions that said "Not for us now" for such a reason

    @classmethod
    def of(cls, row: Mapping[str, Any], today: date) -> Self:
        kind = RequirementKind(row["kind"])
        return cls(
            kind=kind,
            needed=row["needed"],
            text=row["text"],
            is_core=row["is_core"],
            ours=Has.of(kind, row["ours"]),
            origins=Has.of(kind, row["origins"]),
            today=today,
            others_stopped=row.get("stopped") or 0,
        )

    @property
    def has(self) -> int | None:
        return self.ours.level if self.ours else None

    @property
    def gap(self) -> int | None:
        """Steps that are missing: 0 where there is enough, None where nobody has said."""
        return None if self.ours is None else max(0, self.needed - self.ours.level)

    @property
    def is_gap(self) -> bool:
        return bool(self.gap)

    @property
    def is_unknown(self) -> bool:
        return self.ours is None

    @property
    def sentence(self) -> str:
        return self.ours.text if self.ours else ""

    @property
    def as_of(self) -> date | None:
        return self.ours.as_of if self.ours else None

    @property
    def origin_has(self) -> int | None:
        return self.origins.level if self.origins else None

    @property
    def is_old(self) -> bool:
        """What the region says was not confirmed for a year."""
        return bool(self.ours and self.ours.confirmed_on <= a_year_before(self.today))

    @property
    def needs_words(self) -> str:
        return needs_words(self.needed)


def in_order(lines: list[GapLine]) -> list[GapLine]:
    """Core requirements first; inside, gaps, then what is not known, then what is there."""
    return sorted(lines, key=lambda line: (not line.is_core, _rank(line)))


def _rank(line: GapLine) -> int:
    if line.gap is None:
        return 1
    return 0 if line.gap else 2
