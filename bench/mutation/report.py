"""The figures about the kernel's tests: for the terminal, and between two marks in a document."""

import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Branches:
    taken: int
    all: int
    missing: list[str]  # per file, what no test runs

    @property
    def is_whole(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Survivor:
    name: str
    change: str


@dataclass(frozen=True)
class Mutants:
    noticed: int
    all: int
    survivors: list[Survivor]

    @property
    def score(self) -> float:
        """Of a hundred mutants, so many are noticed; those without an effect count against it."""
        return 100 * self.noticed / self.all


def as_text(branches: Branches, mutants: Mutants | None) -> str:
    parts = [f"{branches.taken} of {branches.all} branches taken", *branches.missing]
    if mutants:
        for each in mutants.survivors:
            parts += ["", each.name, each.change]
        parts += ["", _score(mutants)]
    return "\n".join(parts)


def _score(mutants: Mutants) -> str:
    return f"{mutants.noticed} of {mutants.all} mutants noticed: {mutants.score:.1f} %"


def write_into(path: Path, branches: Branches, mutants: Mutants) -> None:
    """Replace what stands between the marks."""
    text = path.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    today = datetime.now(UTC).date()
    measured = (
        f"{today}, Python {platform.python_version()}: {branches.taken} of {branches.all} branches"
        f" taken; {_score(mutants)}."
    )
    path.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}", encoding="utf-8")
