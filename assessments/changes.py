"""What would change a result: without one level, and without one person, as counts and levels."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from assessments.models import Outcome
from assessments.results import Reading
from assessments.words import levels_line, lifts_line, score_text, without_level
from core.ui.words import capital


@dataclass(frozen=True)
class WithoutLine:
    """The result without one level: the way of its feasibility, and what would be suggested."""

    words: str
    start: str
    end: str
    is_flip: bool
    score: str
    suggestion: str


@dataclass(frozen=True)
class Changes:
    lines: tuple[WithoutLine, ...]
    sentences: tuple[str, ...]
    low: str  # where the thresholds stand on the line from −2 to +2
    high: str
    now: str


def changes_of(reading: Reading) -> Changes | None:
    """None where nothing is suggested: then there is nothing to change."""
    suggestion = reading.suggestion
    feasibility = reading.result.feasibility.value
    if suggestion is None or feasibility is None:
        return None
    levels = reading.material.levels
    sizes = Counter(levels.values())
    labels = {value: str(label) for value, label in Outcome.choices}
    lines = tuple(
        WithoutLine(
            words=capital(without_level(each.left_out, sizes[each.left_out])),
            start=on_rail(feasibility),
            end="" if each.feasibility is None else on_rail(each.feasibility),
            is_flip=each.uncapped != suggestion.uncapped,
            score=score_text(each.feasibility),
            suggestion=each.uncapped.value if each.uncapped else "",
        )
        for each in reading.result.without.levels
    )
    sentences = (
        levels_line(reading.result, sizes, labels),
        lifts_line(reading.result, levels),
    )
    threshold = reading.result.threshold
    return Changes(
        lines,
        tuple(each for each in sentences if each),
        on_rail(-threshold),
        on_rail(threshold),
        score_text(feasibility),
    )


def on_rail(value: Fraction) -> str:
    """A score on a line from −2 to +2."""
    return f"{float(value) * 25 + 50:.2f}%"
