"""What comes out of an assessment: figures and codes, no words.

Every number is an exact fraction, so that a result can be stored, read back and compared.
"""

from dataclasses import dataclass
from fractions import Fraction

from .model import Advice, Consensus, Dimension, GateState, NoAlpha, Reliability


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """What the raters said about one criterion.

    `n` counts values, `unknown` counts "I do not know", `distribution` counts the values -2, -1,
    0, +1 and +2 in this order. Median, quartiles and mean lie in [-2, +2] and are None without a
    value; `r_wg` lies in [0, 1] and is None for n < 3, where `consensus` is "too_few".
    """

    code: str
    n: int
    unknown: int
    distribution: tuple[int, int, int, int, int]
    median: Fraction | None
    lower_quartile: Fraction | None
    upper_quartile: Fraction | None
    mean: Fraction | None
    r_wg: Fraction | None
    consensus: Consensus

    @property
    def interquartile_range(self) -> Fraction | None:
        """The distance between the quartiles, in steps of the scale, in [0, 4]."""
        if self.lower_quartile is None or self.upper_quartile is None:
            return None
        return self.upper_quartile - self.lower_quartile


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's ordinal alpha (at most 1) and its word, or the reason why there is none."""

    alpha: Fraction | None
    reliability: Reliability | None
    reason: NoAlpha | None


@dataclass(frozen=True, slots=True)
class Range:
    """A score recomputed without each rater once.

    `low` and `high` lie in [-2, +2]; `low_without` and `high_without` name the raters whose
    absence gives them. `uncovered` names the raters without whom too little is answered for a
    score; if that is everybody, `low` and `high` are None.
    """

    low: Fraction | None
    high: Fraction | None
    low_without: tuple[str, ...]
    high_without: tuple[str, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one dimension, in [-2, +2], and how much of the dimension it rests on.

    `coverage` is the share of the weight that is answered, in [0, 1]; `missing` names the criteria
    without a value. Value and range are None in a first look and below a coverage of 0.70.
    """

    dimension: Dimension
    value: Fraction | None
    coverage: Fraction
    missing: tuple[str, ...]
    range: Range | None


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate criterion and its state."""

    code: str
    state: GateState


@dataclass(frozen=True, slots=True)
class Without:
    """The same assessment without one rater, or without all raters of one level.

    `left_out` is the rater's key or the level; a score is None where too little would be answered,
    and then `uncapped` is None too; `cap` is None where no gate would cap.
    """

    left_out: str
    relevance: Fraction | None
    feasibility: Fraction | None
    uncapped: Advice | None
    cap: Advice | None

    def score(self, dimension: Dimension) -> Fraction | None:
        """The score of one dimension."""
        return self.relevance if dimension == Dimension.RELEVANCE else self.feasibility


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The assessment without each rater once and without each level once; empty in a first look."""

    raters: tuple[Without, ...]
    levels: tuple[Without, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the scores suggest (`uncapped`), what the gates allow (`cap`) and the lower of both.

    `could_easily_change` and `levels_that_decide` concern the uncapped suggestion;
    `cap_lifts_without` names the raters of whom each, left out alone, would leave no cap.
    """

    uncapped: Advice
    cap: Advice | None
    capped: Advice
    could_easily_change: bool
    cap_lifts_without: tuple[str, ...]
    levels_that_decide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The importance in [0, 10] of one criterion in which the uncapped suggestion stays.

    `weight` is its importance now. `low` and `high` are bounds inside [0, 10], None where there is
    none; `below` and `above` say what would be suggested beyond them. A bound at which the score
    comes up to a threshold belongs to what is beyond it; one below which it falls does not.
    """

    code: str
    weight: Fraction
    low: Fraction | None
    high: Fraction | None
    below: Advice | None
    above: Advice | None


@dataclass(frozen=True, slots=True)
class Flip:
    """The mean of one criterion that alone would change the uncapped suggestion.

    `mean` is its mean now and `needed`, in [-2, +2], the one that puts the score onto the threshold
    next to it; `by` is the way there. Upwards `advice` is what would be suggested there; downwards,
    where `by` is negative or 0, what would be suggested a little below.
    """

    code: str
    mean: Fraction
    needed: Fraction
    by: Fraction
    advice: Advice


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change the uncapped suggestion, in the order of the set.

    A criterion without a value, or alone in its dimension, has no interval.
    """

    intervals: tuple[Interval, ...]
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole assessment. Criteria keep the order of the set; raters and levels are sorted.

    `raters` have at least one value, `uncounted` have none and are nowhere else in the result.
    Fewer than three raters are a first look: no score, no range, no suggestion, and nobody is left
    out. `open_questions` are the criteria that a rater does not know or that nobody answered.
    `changes` is None where nothing is suggested, and in results of kernel version 1.
    """

    threshold: Fraction
    raters: tuple[str, ...]
    uncounted: tuple[str, ...]
    is_first_look: bool
    figures: tuple[CriterionFigures, ...]
    agreement: Agreement
    relevance: Score
    feasibility: Score
    gates: tuple[Gate, ...]
    open_questions: tuple[str, ...]
    suggestion: Suggestion | None
    without: LeaveOneOut
    changes: Changes | None

    def gates_in(self, state: GateState) -> tuple[str, ...]:
        """The codes of the gates in a state, in the order of the set."""
        return tuple(gate.code for gate in self.gates if gate.state == state)
