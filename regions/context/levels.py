"""What each level of the context profile says, kind by kind."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regions.models import RequirementKind

MOST: Final = 3

type Words = str | Promise

HAS: Final[dict[str, tuple[Words, Words, Words, Words]]] = {
    RequirementKind.LEGAL_POWER: (
        _("Others decide"),
        _("The region may plan and propose; others decide"),
        _("The region decides a part of it, or together with others"),
        _("The region decides alone"),
    ),
    RequirementKind.FUNDING_INSTRUMENT: (
        _("No money of its own for clusters"),
        _("Small sums, or money for one time only"),
        _("A programme that can pay for parts of it"),
        _("A programme of its own that is open now"),
    ),
    RequirementKind.CLUSTER_MATURITY: (
        _("No cluster organisation"),
        _("First groups of firms, without staff"),
        _("Some clusters with staff and paying members"),
        _("Several clusters with staff, for five years or more"),
    ),
    RequirementKind.STAFF: (
        _("Nobody works on it"),
        _("Somebody, beside other work"),
        _("A few people; some skills are missing"),
        _("A team with the skills that are needed"),
    ),
    RequirementKind.DATA: (
        _("No figures about firms and clusters"),
        _("A few figures, old or with holes"),
        _("Statistics that can be ordered"),
        _("Figures of this year, used to decide"),
    ),
    RequirementKind.MANDATE: (
        _("Not a task of the region"),
        _("A strategy mentions it"),
        _("A programme or strategy makes it a task of the region"),
        _("A task of the region, with a budget and somebody responsible"),
    ),
    RequirementKind.TIME: (
        _("Nothing new can begin in this programme period"),
        _("Some months"),
        _("One or two years"),
        _("Three years or more"),
    ),
    RequirementKind.OTHER: (
        _("Nothing of it"),
        _("A little of it"),
        _("Enough to begin"),
        _("All that is needed"),
    ),
}
EXAMPLES: Final[dict[str, Words]] = {
    RequirementKind.LEGAL_POWER: _("The region plans; the rules of procurement are national."),
    RequirementKind.FUNDING_INSTRUMENT: _("Regional growth money, until the end of next year."),
    RequirementKind.CLUSTER_MATURITY: _("Six cluster initiatives with staff of their own."),
    RequirementKind.STAFF: _("Two posts for clusters at the regional council."),
    RequirementKind.DATA: _("Register statistics by firm can be ordered."),
    RequirementKind.MANDATE: _("The regional strategy names clusters as a task."),
    RequirementKind.TIME: _("The programme runs for two more years."),
    RequirementKind.OTHER: _("A test laboratory that firms may use."),
}
NEEDS: Final[tuple[Words, ...]] = (_("nothing"), _("a little"), _("some"), _("much"))


def has_words(kind: str, level: int) -> str:
    """What a region that chose this level says: "The region decides alone"."""
    return str(HAS[kind][level])


def needs_words(level: int) -> str:
    """How much a practice needs, 1 to 3: a little, some, much."""
    return str(NEEDS[level])
