"""What a plan is made from: plain values, without the database."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Person:
    """Somebody to seat; `may_present` a practice of the own region."""

    region: int
    level: str
    key: int
    may_present: bool = True


@dataclass(frozen=True, order=True)
class Talk:
    """A practice to talk about, and the regions it comes from: they present it, never rate it."""

    key: int
    regions: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wish:
    """Who comes, what is talked about, and how long; in one order, whatever order it came in.

    `groups` is how many somebody chose; None: as many as proposed.
    """

    people: tuple[Person, ...]
    talks: tuple[Talk, ...]
    minutes: int
    groups: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", tuple(sorted(self.people)))
        object.__setattr__(self, "talks", tuple(sorted(self.talks, key=lambda talk: talk.key)))

    @property
    def regions(self) -> tuple[int, ...]:
        """Those from which somebody comes."""
        return tuple(sorted({person.region for person in self.people}))
