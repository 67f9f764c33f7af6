"""Rules of questions to an owner: who may ask, pass on, decline and answer them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import OwnerQuestion, Practice, QuestionState
from practices.rules import NOT_PUBLISHED, TAKEN_DOWN, Reasons

if TYPE_CHECKING:
    from regions.reader import Reader

# How long we know who asked: after the answer, and where none ever came.
KEPT_AFTER_ANSWER: Final = timedelta(days=30)
KEPT_WITHOUT_ANSWER: Final = timedelta(days=365)
# How often somebody may ask, from one address of the network, and all together about a practice.
PER_HOUR: Final = 5
PER_DAY_ABOUT_ONE: Final = 20

CLOSED = gettext_lazy("This practice is archived. Its owner takes no questions any more.")
MODERATED = gettext_lazy("This question was passed on or declined already.")
NOT_PASSED_ON = gettext_lazy("Pass the question on first.")
ANSWERED = gettext_lazy("This question was answered already.")
DECLINED = gettext_lazy("This question was declined.")
NO_ANSWER = gettext_lazy("Only an answered question can stand on the page.")


@dataclass(frozen=True)
class PublicAnswer:
    """A question and its answer as everybody reads them: nobody's name."""

    text: str
    answer: str
    answered_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Self:
        """From a row of `with_page()`, in which times are words."""
        return cls(row["text"], row["answer"], datetime.fromisoformat(row["answered_at"]))


def asking_refusals(by: "Reader") -> Reasons:
    """OW01: everybody; an account that only runs this place has no part in its content."""
    if by.is_admin and not by.is_member:
        return [_("An administrator's account asks nothing. Sign out, and ask as everybody can.")]
    return []


def question_blockers(practice: Practice) -> Reasons:
    """OW01: everybody may ask about what everybody reads."""
    if not practice.is_published:
        return [TAKEN_DOWN if practice.taken_down_at else NOT_PUBLISHED]
    return [CLOSED] if practice.archived_at else []


def moderating_refusals(by: "Reader") -> Reasons:
    """OW03: the coordinator."""
    if by.is_system or by.is_coordinator:
        return []
    return [_("Only the coordinator passes questions on or declines them.")]


def moderate_blockers(question: OwnerQuestion) -> Reasons:
    return [] if question.state == QuestionState.WAITING else [MODERATED]


def answering_refusals(by: "Reader", question: OwnerQuestion) -> Reasons:
    """OW02: the owner's people, and the coordinator."""
    is_theirs = question.practice.partner_id in by.partner_ids
    if by.is_system or by.is_coordinator or is_theirs:
        return []
    return [_("Only the owner's people and the coordinator answer this question.")]


def answer_blockers(question: OwnerQuestion) -> Reasons:
    match question.state:
        case QuestionState.PASSED_ON:
            return []
        case QuestionState.WAITING:
            return [NOT_PASSED_ON]
        case QuestionState.DECLINED:
            return [DECLINED]
    return [ANSWERED]


def show_blockers(question: OwnerQuestion) -> Reasons:
    return [] if question.state == QuestionState.ANSWERED else [NO_ANSWER]
