"""What goes into an assessment: the criteria of a set and the answers of the raters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LOWEST, HIGHEST = -2, 2
SCALE = range(LOWEST, HIGHEST + 1)
DEFAULT_THRESHOLD = Fraction(1, 2)


class Dimension(StrEnum):
    """Which question a criterion belongs to: "Do we need it?" or "Can we do it?"."""

    RELEVANCE = "relevance"
    FEASIBILITY = "feasibility"


class Advice(StrEnum):
    """The four suggestions, from the strongest to the weakest."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    LEARN = "learn"
    NOT_NOW = "not_now"


class GateState(StrEnum):
    """What a gate criterion does to the suggestion."""

    CLEAR = "clear"
    BLOCKING = "blocking"
    MITIGATED = "mitigated"
    UNKNOWN = "unknown"


class Consensus(StrEnum):
    """How far the raters agree on one criterion."""

    AGREED = "agreed"
    MIXED = "mixed"
    SPLIT = "split"
    TOO_FEW = "too_few"


class Reliability(StrEnum):
    """How far the ratings of a whole assessment can be relied on."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    NOT_RELIABLE = "not_reliable"


class NoAlpha(StrEnum):
    """Why an assessment has no alpha."""

    TOO_FEW_RATERS = "too_few_raters"
    TOO_FEW_CRITERIA = "too_few_criteria"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the set used.

    `weight` is its importance: any positive whole number or fraction (the sets use 1 to 3; only
    the ratios between the weights matter). Raises ValueError for an empty code, another dimension
    or any other weight; a float is refused because a threshold may be met exactly.
    """

    code: str
    dimension: Dimension
    weight: int | Fraction
    is_gate: bool = False

    def __post_init__(self) -> None:
        _refuse_empty("A criterion's code", self.code)
        if self.dimension not in Dimension:
            message = f"Criterion {self.code}: there is no dimension {self.dimension!r}."
            raise ValueError(message)
        if not is_exact(self.weight) or self.weight <= 0:
            message = (
                f"Criterion {self.code}: the weight must be a positive whole number or fraction, "
                f"not {self.weight!r}."
            )
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Rater:
    """One person's answers for one region.

    `answers` maps a criterion's code to a whole number from -2 (strong barrier) to +2 (strong
    driver), or to None for "I do not know"; a criterion that is absent was not answered. `level`
    is the rater's level when rating. Raises ValueError for an empty key or level and for a value
    that is not on the scale.
    """

    key: str
    level: str
    answers: Mapping[str, int | None]

    def __post_init__(self) -> None:
        _refuse_empty("A rater's key", self.key)
        _refuse_empty(f"The level of rater {self.key}", self.level)
        for code, value in self.answers.items():
            if value is not None and not _is_on_scale(value):
                message = (
                    f"Rater {self.key}, criterion {code}: a value must be a whole number from "
                    f"{LOWEST} to {HIGHEST}, not {value!r}."
                )
                raise ValueError(message)

    @property
    def has_value(self) -> bool:
        """Whether there is at least one value; who only says "I do not know" does not count."""
        return any(value is not None for value in self.answers.values())

    def says_unknown(self, code: str) -> bool:
        """Whether the answer to a criterion is "I do not know", which is not the same as none."""
        return code in self.answers and self.answers[code] is None


def is_exact(number: object) -> bool:
    """Whether a number can be compared with a threshold without rounding."""
    return isinstance(number, int | Fraction) and not isinstance(number, bool)


def check_inputs(
    criteria: Sequence[Criterion],
    raters: Collection[Rater],
    threshold: int | Fraction,
    mitigated: AbstractSet[str],
) -> None:
    """Raise ValueError, with a sentence, when the parts of an assessment do not fit together.

    Codes of criteria and keys of raters are unique, answers name criteria of the set, only gates
    are mitigated, and the threshold is an exact number above 0 and at most 2.
    """
    codes = [criterion.code for criterion in criteria]
    _refuse_duplicates("criterion", codes)
    _refuse_duplicates("rater", [rater.key for rater in raters])
    for rater in raters:
        _refuse_strangers(f"Rater {rater.key} answers", rater.answers.keys() - set(codes))
    gates = {criterion.code for criterion in criteria if criterion.is_gate}
    _refuse_strangers("A mitigation names", mitigated - gates, kind="gates")
    if not is_exact(threshold) or not 0 < threshold <= HIGHEST:
        message = (
            f"The threshold must be a whole number or fraction above 0 and at most {HIGHEST}, "
            f"not {threshold!r}."
        )
        raise ValueError(message)


def _is_on_scale(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in SCALE


def _refuse_empty(what: str, text: str) -> None:
    if not text:
        message = f"{what} must not be empty."
        raise ValueError(message)


def _refuse_duplicates(what: str, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"Each {what} may be given once only; given more than once: {', '.join(twice)}."
        raise ValueError(message)


def _refuse_strangers(what: str, strangers: Iterable[str], *, kind: str = "criteria") -> None:
    names = ", ".join(sorted(strangers))
    if names:
        message = f"{what} {names}, not among the {kind} of the set."
        raise ValueError(message)
