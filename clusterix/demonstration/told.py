"""Reads the scripts of the sessions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from clusterix.demonstration.scripts import HOME, MEETING
from regions.models import Level

LEVELS: Final = {
    "pm": Level.POLICY_MAKER,
    "im": Level.INTERMEDIARY,
    "cp": Level.PRACTITIONER,
}
TABLE: Final = "table"


@dataclass(frozen=True)
class Told:
    """One line: who says what; `values` by code, None = "I do not know"."""

    region: str
    person: str
    values: Mapping[str, int | None]
    obstacles: Mapping[str, str]

    @property
    def who(self) -> str:
        """As the scripts name the person: "SE22 pm1"."""
        return f"{self.region} {self.person}"


def is_guest(who: str) -> bool:
    return who.split()[1].startswith("g")


def cast_key(who: str) -> str:
    """The key of a person of the cast: "SE22 pm1" is "SE22:policy_maker:1"."""
    region, person = who.split()
    return f"{region}:{LEVELS[person[:2]]}:{person[2:]}"


def lines_of(script: str) -> Iterator[Told]:
    """The lines of a script, full answers and changes alike."""
    for line in filter(None, (each.strip() for each in script.splitlines())):
        said, _bar, obstacle = line.partition("|")
        region, person, *marks = said.split()
        yield Told(region, person, dict(_values(marks)), dict(_obstacle(obstacle)))


def _values(marks: list[str]) -> Iterator[tuple[str, int | None]]:
    """Named changes, or values in the order of the questions; a shorter line stops early."""
    codes = HOME if len(marks) > len(MEETING) else MEETING
    for place, mark in enumerate(marks):
        code, equals, value = mark.partition("=")
        if not equals:
            code, value = codes[place], mark
        yield code, None if value == "." else int(value)


def _obstacle(words: str) -> Iterator[tuple[str, str]]:
    code, _space, text = words.strip().partition(" ")
    if code:
        yield code, text
