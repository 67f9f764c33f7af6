"""What goes into the list and what comes out: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.for_us.points import CLOSE, FEWEST_SHARED, MOST_ALIKE, NEAR, PartName


@dataclass(frozen=True)
class Wish:
    """A need that the region has stated; `words` are the stems of its sentence."""

    id: int
    text: str
    theme: int | None = None
    industry: int | None = None
    instrument: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Refused:
    """A practice that was not for the region, and why."""

    title: str
    reason: str
    theme: int | None = None
    instrument: str = ""
    fields: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """How similar another region is: shared fields, and the mean distance of scores."""

    name: str
    fields: tuple[str, ...] = ()
    shared: int = 0  # practices that both have scored
    distance: Fraction | None = None

    @property
    def closeness(self) -> int:
        if self.distance is None or self.shared < FEWEST_SHARED:
            return 0
        if self.distance <= Fraction(CLOSE):
            return 2
        return 1 if self.distance <= Fraction(NEAR) else 0

    @property
    def degrees(self) -> int:
        """From 0, not similar, to 3."""
        return min(MOST_ALIKE, min(2, len(self.fields)) + self.closeness)


@dataclass(frozen=True)
class Subject:
    """The region for which the list is made."""

    fields: Mapping[int, str] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    has: Mapping[str, int] = field(default_factory=dict)  # by kind of requirement, 0 to 3
    refused: tuple[Refused, ...] = ()
    likenesses: Mapping[int, Likeness] = field(default_factory=dict)  # by region


@dataclass(frozen=True)
class Said:
    """What another region decided about a practice (a status), or what its scores suggest."""

    region: int
    status: str
    suggestion: str = ""


@dataclass(frozen=True)
class Candidate:
    """A practice that the region has not considered."""

    id: int
    title: str
    sort: str
    theme: int | None = None
    instrument: str = ""
    fields: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    core: tuple[tuple[str, int], ...] = ()  # kind of requirement and the level needed, 1 to 3
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One thing that is counted, with its points; `words.py` says it."""

    code: str
    points: int
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Why a part says less than it seems to."""

    code: str
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Counted:
    """One part of a sum: its facts add up to its points."""

    name: PartName
    facts: tuple[Fact, ...]
    doubts: tuple[Doubt, ...]

    @property
    def points(self) -> int:
        return sum(fact.points for fact in self.facts)


@dataclass(frozen=True)
class Line:
    """A practice with its parts, which add up to its score."""

    candidate: Candidate
    parts: tuple[Counted, ...]

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)
