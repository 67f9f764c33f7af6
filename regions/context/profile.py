"""A region's context profile as it is read: all kinds in their order, with dates and doubts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.clock import a_year_before
from core.ui.dates import day
from regions.context.levels import has_words
from regions.models import ContextItem, Region, RequirementKind

NOTHING = "-"  # the mark of a kind about which nothing is said


@dataclass(frozen=True)
class Said:
    """What is said of one kind: a level from 0 to 3, a sentence, and as of which day."""

    has: int
    text: str
    as_of: date

    @classmethod
    def of(cls, item: ContextItem) -> "Said":
        return cls(item.has, item.text, item.as_of)

    @property
    def words(self) -> str:
        return f"{self.has} · {self.text} ({day(self.as_of)})"


@dataclass(frozen=True)
class Line:
    """One kind, and what the region says about it, if it does."""

    kind: RequirementKind
    item: ContextItem | None
    today: date

    @property
    def words(self) -> str:
        return has_words(self.kind, self.item.has) if self.item else ""

    @property
    def is_old(self) -> bool:
        return self.item is not None and is_old(self.item, self.today)


@dataclass(frozen=True)
class Profile:
    """All kinds of one region."""

    region: Region
    items: Mapping[str, ContextItem]
    today: date

    @classmethod
    def of(cls, region: Region, items: Iterable[ContextItem], today: date) -> "Profile":
        return cls(region, {each.kind: each for each in items}, today)

    @cached_property
    def lines(self) -> list[Line]:
        return [Line(kind, self.items.get(kind), self.today) for kind in RequirementKind]

    @property
    def said(self) -> list[Line]:
        return [line for line in self.lines if line.item]

    @property
    def open(self) -> list[Line]:
        """Kinds about which nothing is known yet."""
        return [line for line in self.lines if line.item is None]

    @property
    def confirmed_on(self) -> date | None:
        """The day on which the whole profile was last known to be true."""
        return min((each.confirmed_on for each in self.items.values()), default=None)

    @property
    def is_confirmed_together(self) -> bool:
        return len({each.confirmed_on for each in self.items.values()}) == 1

    @property
    def has_old(self) -> bool:
        return any(line.is_old for line in self.lines)

    @property
    def prints(self) -> dict[str, str]:
        """Per kind a short print of what is said, to see whether it is the same as before."""
        items = {kind.value: self.items.get(kind) for kind in RequirementKind}
        return {kind: print_of(Said.of(item) if item else None) for kind, item in items.items()}

    @property
    def mark(self) -> str:
        """One print of the whole: it changes with each change and each confirmation."""
        return _print("|".join([*self.prints.values(), str(self.confirmed_on)]))


def is_old(item: ContextItem, today: date) -> bool:
    """Nobody stood for it for a year."""
    return item.confirmed_on <= a_year_before(today)


def print_of(said: Said | None) -> str:
    return _print(f"{said.has}|{said.text}|{said.as_of}") if said else NOTHING


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
