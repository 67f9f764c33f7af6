"""One line of a portfolio: a practice with what its newest readable assessment says."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment
from assessments.plane import Standing, ends_of
from assessments.rules import FEW
from assessments.words import score_text
from core.ui.words import capital, joined, number_word
from practices.models import Practice

MOST_TOPICS: Final = 4  # named of what nobody answered


@dataclass(frozen=True)
class Assessed:
    """What a practice with a score and one without have in common."""

    assessment: Assessment

    @property
    def practice(self) -> Practice:
        return self.assessment.transfer.practice

    @property
    def status(self) -> str:
        return self.assessment.transfer.status


@dataclass(frozen=True)
class Row(Assessed):
    """A practice that has both scores."""

    number: int  # its place in the alphabet, no rank
    is_unbeaten: bool

    @cached_property
    def standing(self) -> Standing:
        return standing_of_row(self.assessment, str(self.number))

    @property
    def threshold(self) -> Fraction:
        return Fraction(self.assessment.criteria_set.threshold)

    @property
    def relevance(self) -> str:
        return score_text(self.standing.relevance)

    @property
    def feasibility(self) -> str:
        return score_text(self.standing.feasibility)

    @property
    def relevance_range(self) -> str:
        return _between(*self.standing.relevance_range)

    @property
    def feasibility_range(self) -> str:
        return _between(*self.standing.feasibility_range)


def _between(low: Fraction, high: Fraction) -> str:
    return _("%(low)s to %(high)s") % {"low": score_text(low), "high": score_text(high)}


def standing_of_row(assessment: Assessment, number: str = "") -> Standing:
    """From the stored columns: a list never computes."""
    relevance, feasibility = assessment.relevance, assessment.feasibility
    if relevance is None or feasibility is None:
        message = "This assessment has no scores."
        raise ValueError(message)
    low, high = assessment.relevance_low, assessment.relevance_high
    left, right = assessment.feasibility_low, assessment.feasibility_high
    return Standing(
        name=assessment.transfer.practice.title,
        code=number,
        relevance=Fraction(relevance),
        feasibility=Fraction(feasibility),
        relevance_range=ends_of(Fraction(relevance), *_exact(low, high)),
        feasibility_range=ends_of(Fraction(feasibility), *_exact(left, right)),
    )


def _exact(*ends: object) -> list[Fraction | None]:
    return [None if each is None else Fraction(str(each)) for each in ends]


@dataclass(frozen=True)
class Unscored(Assessed):
    """A practice without a score, and what is missing for one."""

    missing: str

    @property
    def is_first_look(self) -> bool:
        return self.assessment.rater_count < FEW


def missing_words(assessment: Assessment, topics: dict[str, str]) -> str:
    """What a score needs: more people, answers about these topics, or why there is none."""
    if assessment.final_reason:
        return _("Finished without a suggestion: %(reason)s") % {"reason": assessment.final_reason}
    lacking = FEW - assessment.rater_count
    parts = []
    if lacking > 0:
        sentence = ngettext("%(n)s more person.", "%(n)s more people.", lacking)
        parts.append(capital(sentence % {"n": number_word(lacking)}))
    found = vars(assessment)  # annotated by `for_list()`
    codes = [*(found["missing_relevance"] or ()), *(found["missing_feasibility"] or ())]
    named = [topics[code] for code in codes if code in topics]
    if named:
        shown = [*named[:MOST_TOPICS]]
        if len(named) > MOST_TOPICS:
            shown.append(_("%(n)s more") % {"n": len(named) - MOST_TOPICS})
        parts.append(_("Answers about %(topics)s.") % {"topics": joined(shown)})
    return " ".join(parts) or _("A look at its page.")
