"""The worked example of the method page: its figures are computed, never written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, cached_property

from django.utils.translation import gettext as _

from assessments import kernel
from assessments.default_sets import QUESTIONS, Question
from assessments.models import Outcome
from assessments.words import (
    agreement_line,
    consensus_word,
    gate_words,
    in_sentence,
    lifts_line,
    verdict,
)
from assessments.words.levels import levels_line
from core.ui import numbers
from core.ui.words import either
from regions.models import Level

PLACES = 4  # so that people who compute it again see every step
# Four people of one region; "." is "I do not know".
PEOPLE = (
    ("A", Level.POLICY_MAKER, "2 2 1 1 0 2  1  0 -1  0 2 1 1  0 1 ."),
    ("B", Level.INTERMEDIARY, "2 1 1 2 1 1  0  0 -2 -1 1 1 1 -1 1 0"),
    ("C", Level.PRACTITIONER, "1 2 2 2 1 2  .  . -2  0 1 2 0  0 2 1"),
    ("D", Level.POLICY_MAKER, "1 1 0 1 0 1  1 -1  0  0 1 0 2  0 1 0"),
)


@dataclass(frozen=True)
class Answers:
    """One question with what the four people said and what that gives."""

    question: Question
    values: tuple[str, ...]
    mean: str
    weighted: str
    r_wg: str
    word: str


@dataclass(frozen=True)
class Sum:
    """The score of one dimension, step by step: the sum of w × m, of w, and the score."""

    dimension: kernel.Dimension
    top: str
    bottom: str
    value: str
    low: str
    low_without: str
    high: str
    high_without: str


class Example:
    """Everything that the page says about the example."""

    def __init__(self) -> None:
        self.raters = tuple(_rater(*each) for each in PEOPLE)
        self.criteria = tuple(
            kernel.Criterion(
                each.code, kernel.Dimension(each.dimension.value), each.importance, each.is_gate
            )
            for each in QUESTIONS
        )
        self.result = kernel.assess(self.criteria, self.raters)

    @property
    def people(self) -> list[tuple[str, str]]:
        return [(rater.key, str(Level(rater.level).label)) for rater in self.raters]

    @property
    def rows(self) -> list[Answers]:
        figures = {each.code: each for each in self.result.figures}
        return [self._row(each, figures[each.code]) for each in QUESTIONS]

    def _row(self, question: Question, figures: kernel.CriterionFigures) -> Answers:
        mean = figures.mean or Fraction(0)
        return Answers(
            question,
            tuple(_value(rater.answers[question.code]) for rater in self.raters),
            exact(figures.mean, 2),
            exact(mean * question.importance, 2),
            exact(figures.r_wg, 4),
            consensus_word(figures.consensus),
        )

    @property
    def sums(self) -> list[Sum]:
        return [self._sum(each) for each in (self.result.relevance, self.result.feasibility)]

    def _sum(self, score: kernel.Score) -> Sum:
        weights = {each.code: each.weight for each in self.criteria}
        of = [each for each in self.criteria if each.dimension == score.dimension]
        means = {each.code: each.mean or Fraction(0) for each in self.result.figures}
        around = score.range
        return Sum(
            score.dimension,
            top=exact(sum((weights[each.code] * means[each.code] for each in of), Fraction(0)), 2),
            bottom=str(sum(each.weight for each in of)),
            value=exact(score.value),
            low=exact(around.low if around else None),
            low_without=", ".join(around.low_without) if around else "",
            high=exact(around.high if around else None),
            high_without=", ".join(around.high_without) if around else "",
        )

    @property
    def money(self) -> Answers:
        """The gate that blocks."""
        return next(each for each in self.rows if each.question.code == "F3")

    @property
    def money_values(self) -> str:
        return " ".join(self.money.values)

    @property
    def money_median(self) -> str:
        figures = next(each for each in self.result.figures if each.code == "F3")
        return exact(figures.median, 1)

    @property
    def money_state(self) -> str:
        gate = next(each for each in self.result.gates if each.code == "F3")
        return gate_words(gate.state)

    @property
    def alpha(self) -> str:
        return exact(self.result.agreement.alpha)

    @property
    def agreement(self) -> str:
        return agreement_line(self.result)

    @property
    def sentence(self) -> str:
        return verdict(self.result, topics())

    @property
    def uncapped(self) -> str:
        suggestion = self.result.suggestion
        return in_sentence(suggestion.uncapped) if suggestion else ""

    @property
    def capped(self) -> str:
        suggestion = self.result.suggestion
        return in_sentence(suggestion.capped) if suggestion else ""

    @property
    def lifts(self) -> str:
        """Without whom the cap would lift: there are no names on an assessment, but here."""
        suggestion = self.result.suggestion
        return ", ".join(suggestion.cap_lifts_without) if suggestion else ""

    @property
    def levels(self) -> str:
        sizes: dict[str, int] = {}
        for rater in self.raters:
            sizes[rater.level] = sizes.get(rater.level, 0) + 1
        labels = {value: str(label) for value, label in Outcome.choices}
        return levels_line(self.result, sizes, labels)

    @property
    def who_lifts(self) -> str:
        return lifts_line(self.result, {rater.key: rater.level for rater in self.raters})

    @property
    def other_weights(self) -> str:
        """Which importance of which question would give another suggestion: "F3 below 1.5238"."""
        changes = self.result.changes
        found = []
        for each in changes.intervals if changes else ():
            if each.low is not None:
                found.append(_("%(code)s below %(value)s") % _bound(each.code, each.low))
            if each.high is not None:
                found.append(_("%(code)s above %(value)s") % _bound(each.code, each.high))
        return either(found)

    @property
    def smallest_flips(self) -> tuple[str, str]:
        """The questions whose mean would have to move least, and by how much."""
        flips = self.result.changes.flips if self.result.changes else ()
        if not flips:
            return "", ""
        least = min(abs(each.by) for each in flips)
        codes = [each.code for each in flips if abs(each.by) == least]
        return either(codes), exact(least)

    @cached_property
    def unknown(self) -> kernel.Result:
        """The second example: nobody knows F1 and F5, all other answers are +1."""
        answers = {each.code: 1 for each in QUESTIONS if each.code not in {"F1", "F5"}}
        return kernel.assess(
            self.criteria, [kernel.Rater(key, level, answers) for key, level, _row in PEOPLE]
        )

    @property
    def unknown_coverage(self) -> str:
        return exact(self.unknown.feasibility.coverage, 2)

    @property
    def unknown_score(self) -> str:
        return exact(self.unknown.feasibility.value, 2)

    @property
    def unknown_capped(self) -> str:
        suggestion = self.unknown.suggestion
        return in_sentence(suggestion.capped) if suggestion else ""


@cache
def worked_example() -> Example:
    """Computed once in each process: a visitor's page must not wait for it."""
    return Example()


def topics() -> dict[str, str]:
    return {each.code: each.topic for each in QUESTIONS}


def exact(value: Fraction | None, places: int = PLACES) -> str:
    """Rounded once, half away from zero, from the exact fraction."""
    if value is None:
        return "–"
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    return numbers.number(whole.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), places)


def _bound(code: str, value: Fraction) -> dict[str, str]:
    return {"code": code, "value": exact(value)}


def _rater(key: str, level: Level, row: str) -> kernel.Rater:
    words: Sequence[str] = row.split()
    answers = {
        each.code: None if word == "." else int(word)
        for each, word in zip(QUESTIONS, words, strict=True)
    }
    return kernel.Rater(key, level.value, answers)


def _value(value: int | None) -> str:
    return "?" if value is None else numbers.signed(value, 0)
