"""What the method page shows: its sections, the questions in use, the worked example."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions.criteria import HOME
from assessments.for_us.points import PARTS
from assessments.models import CriteriaSet, Criterion, Dimension
from assessments.questions.example import Example, worked_example
from assessments.questions.sources import SOURCES

# Anchor and title of each section, in their order: other pages lead here by the anchors.
SECTIONS: tuple[tuple[str, str | Promise], ...] = (
    ("scale", _("The scale")),
    ("questions", _("The questions")),
    ("rounds", _("Who answers, and when")),
    ("first-look", _("First look")),
    ("agreement", _("Agreement per question")),
    ("alpha", _("Agreement over all questions")),
    ("scores", _("Scores")),
    ("coverage", _("Coverage")),
    ("range", _("Range")),
    ("gates", _("Gates and obstacles")),
    ("suggestion", _("Suggestion")),
    ("easily-changes", _("“Could easily change”")),
    ("importance", _("If importance were different")),
    ("flips", _("If one answer were different")),
    ("levels", _("Without one level")),
    ("gaps", _("Gaps")),
    ("portfolio", _("All practices of a region")),
    ("for-us", _("“For my region”")),
    ("example", _("A worked example")),
    ("limits", _("What it does not claim")),
    ("sources", _("Sources")),
)
SCALE: tuple[tuple[str, str | Promise], ...] = (
    ("−2", _("strong barrier")),
    ("−1", _("barrier")),
    ("0", _("neutral")),
    ("+1", _("driver")),
    ("+2", _("strong driver")),
)
HEADINGS: dict[str, str | Promise] = {
    Dimension.RELEVANCE: _("Relevance: do we need it?"),
    Dimension.FEASIBILITY: _("Feasibility: can we do it?"),
}


@dataclass(frozen=True)
class Part:
    """The questions of one dimension under its heading."""

    heading: str | Promise
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Asked:
    """One set in use with its questions."""

    criteria_set: CriteriaSet
    criteria: tuple[Criterion, ...]

    @property
    def is_home(self) -> bool:
        return self.criteria_set.code == HOME

    @property
    def threshold(self) -> Decimal:
        return self.criteria_set.threshold

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.criteria)


def parts_of(criteria: Iterable[Criterion]) -> list[Part]:
    """Questions by dimension; a dimension without any has no heading."""
    rows = list(criteria)
    parts = [
        Part(HEADINGS[dimension], tuple(each for each in rows if each.dimension == dimension))
        for dimension in Dimension
    ]
    return [each for each in parts if each.criteria]


class MethodPage:
    """Reads the newest released version of each set: two queries."""

    sections = SECTIONS
    scale = SCALE
    sources = SOURCES
    parts = PARTS

    @property
    def example(self) -> Example:
        return worked_example()

    @cached_property
    def sets(self) -> list[Asked]:
        """The set with the most questions first."""
        newest = CriteriaSet.objects.in_use().prefetch_related("criteria")
        asked = [Asked(each, tuple(each.criteria.all())) for each in newest]
        return sorted(asked, key=lambda each: -len(each.criteria))

    @property
    def largest(self) -> Asked | None:
        return self.sets[0] if self.sets else None

    @property
    def others(self) -> list[Asked]:
        return self.sets[1:]

    @property
    def also_in_meetings(self) -> set[str]:
        """Codes of questions that a smaller set asks too."""
        return {each.code for asked in self.others for each in asked.criteria}
