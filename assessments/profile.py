"""How people answered: one row per question, one mark per person, by level and never by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.in_force import CurrentAnswer
from assessments.kernel import Consensus, CriterionFigures, GateState, Result
from assessments.kernel.model import SCALE
from assessments.models import Criterion, Dimension
from assessments.results import TABLE, Material
from assessments.words import consensus_word, level_marks, score_text, so_far, two_places
from assessments.words.levels import in_order
from core.ui import numbers
from regions.models import Level


@dataclass(frozen=True)
class Bin:
    """The people who gave one value; `is_median` underlines the middle answer."""

    levels: tuple[str, ...]
    is_median: bool

    @property
    def words(self) -> str:
        return level_marks(self.levels)


@dataclass(frozen=True)
class Row:
    """One criterion: who gave which value, who does not know, how far they agree."""

    criterion: Criterion
    bins: tuple[Bin, ...]
    figures: CriterionFigures
    is_blocking: bool
    contested: int

    @property
    def r_wg(self) -> str:
        """0.83; empty for fewer than three values."""
        if self.figures.r_wg is None:
            return ""
        return numbers.number(two_places(self.figures.r_wg), 2)

    @property
    def share(self) -> str:
        """The length of the bar of agreement."""
        return f"{round(100 * (self.figures.r_wg or 0))}%"

    @property
    def consensus(self) -> str:
        return consensus_word(self.figures.consensus)

    @property
    def is_too_few(self) -> bool:
        return self.figures.consensus == Consensus.TOO_FEW

    @property
    def so_far(self) -> str:
        """What a first look says about the question."""
        return so_far(self.figures)


@dataclass(frozen=True)
class Group:
    """The criteria of one dimension under its heading."""

    dimension: Dimension
    score: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Profile:
    groups: tuple[Group, ...]
    levels: tuple[str, ...]  # those that the key must explain
    has_table: bool

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The marks of the levels that answered, with their words."""
        return [(each, label_of(each)) for each in self.levels]


def profile_of(material: Material, result: Result) -> Profile:
    """The answers of a result as its page shows them."""
    answers: dict[str, list[CurrentAnswer]] = defaultdict(list)
    for answer in material.answers:
        answers[answer.code].append(answer)
    figures = {each.code: each for each in result.figures}
    blocking = set(result.gates_in(GateState.BLOCKING))
    levels = material.levels
    rows = [
        _row(each, figures[each.code], answers[each.code], levels, each.code in blocking)
        for each in material.criteria
    ]
    scores = {Dimension.RELEVANCE: result.relevance, Dimension.FEASIBILITY: result.feasibility}
    groups = tuple(
        Group(
            dimension,
            "" if scores[dimension].value is None else score_text(scores[dimension].value),
            tuple(row for row in rows if row.criterion.dimension == dimension),
        )
        for dimension in Dimension
    )
    used = in_order(set(levels.values()))
    return Profile(groups, tuple(used), TABLE in used)


def _row(
    criterion: Criterion,
    figures: CriterionFigures,
    answers: Sequence[CurrentAnswer],
    levels: dict[str, str],
    is_blocking: bool,
) -> Row:
    return Row(
        criterion=criterion,
        bins=tuple(_bin(value, answers, levels, figures) for value in SCALE),
        figures=figures,
        is_blocking=is_blocking,
        contested=sum(each.is_contested for each in answers),
    )


def _bin(
    value: int,
    answers: Iterable[CurrentAnswer],
    levels: dict[str, str],
    figures: CriterionFigures,
) -> Bin:
    given = [levels[str(each.person_key)] for each in answers if each.value == value]
    # A middle answer between two steps underlines both.
    median = figures.median
    is_median = median is not None and abs(median - value) <= Fraction(1, 2)
    return Bin(tuple(in_order(given)), is_median)


def sizes_of(levels: Iterable[str]) -> dict[str, int]:
    """How many raters of each level there are."""
    return dict(Counter(levels))


def label_of(level: str) -> str:
    """The word of a level, or of a region's table, for the key."""
    return _("One agreed value") if level == TABLE else str(Level(level).label)
