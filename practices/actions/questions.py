"""Questions to an owner: asked by anybody, read by the coordinator first, answered by the owner."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from core import clock, mail
from core.audit import action, record
from core.errors import BadInput
from practices.actions.locking import lock_practice
from practices.models import OwnerQuestion, Practice, QuestionState
from practices.refusals import NotAsThingsAre, NotYours, refuse
from practices.talking import letters
from practices.talking.asking import (
    answer_blockers,
    answering_refusals,
    asking_refusals,
    moderate_blockers,
    moderating_refusals,
    question_blockers,
    show_blockers,
)
from regions.reader import Reader


class Asked(NamedTuple):
    """What somebody wrote."""

    name: str
    email: str
    text: str
    organisation: str = ""
    language: str = "en"


class NoReason(BadInput):
    sentence = _("Write the reason. The person who asked gets it by mail.")


class NoAnswer(BadInput):
    sentence = _("Write the answer.")


@action
def ask_owner_question(*, practice: Practice, asked: Asked, by: Reader) -> OwnerQuestion:
    """Keep a question until the coordinator has read it; the same one twice is one question."""
    practice = lock_practice(practice)
    refuse(NotYours, asking_refusals(by))
    refuse(NotAsThingsAre, question_blockers(practice))
    open_states = (QuestionState.WAITING, QuestionState.PASSED_ON)
    same = practice.questions.filter(
        email__iexact=asked.email, text=asked.text, state__in=open_states
    )
    question = same.first()
    if question is not None:
        record(by=by, verb="question.asked_again", obj=question)
        return question
    question = OwnerQuestion.objects.create(
        practice=practice, asked_at=clock.now(), **asked._asdict()
    )
    record(by=by, verb="question.asked", obj=question, changes={"practice": practice.pk})
    letters.tell_asked(question, by)
    return question


@action
def pass_on(*, question: OwnerQuestion, by: Reader) -> OwnerQuestion:
    """Hand the question to the owner's people."""
    question = _lock(question)
    refuse(NotYours, moderating_refusals(by))
    refuse(NotAsThingsAre, moderate_blockers(question))
    _moderate(question, QuestionState.PASSED_ON, by)
    letters.tell_passed_on(question, by)
    return question


@action
def decline(*, question: OwnerQuestion, reason: str, by: Reader) -> OwnerQuestion:
    """Tell whoever asked why the question is not passed on."""
    question = _lock(question)
    refuse(NotYours, moderating_refusals(by))
    refuse(NotAsThingsAre, moderate_blockers(question))
    if not reason.strip():
        raise NoReason
    question.declined_reason = reason.strip()
    _moderate(question, QuestionState.DECLINED, by)
    letters.tell_declined(question)
    return question


@action
def answer_question(
    *, question: OwnerQuestion, answer: str, is_public: bool, by: Reader
) -> OwnerQuestion:
    """Write the answer; it goes to whoever asked, and with `is_public` to everybody.

    What others than the coordinator write, the coordinator reads before everybody does.
    """
    question = _lock(question)
    refuse(NotYours, answering_refusals(by, question))
    refuse(NotAsThingsAre, answer_blockers(question))
    if not answer.strip():
        raise NoAnswer
    question.state = QuestionState.ANSWERED
    question.answer = answer.strip()
    question.answered_by_id = by.user_id
    question.answered_at = clock.now()
    _set_shown(question, is_public, by)
    question.save()
    changes = {"is_public": question.is_public, "is_offered": question.is_offered}
    record(by=by, verb="question.answered", obj=question, changes=changes)
    letters.tell_answered(question)
    if question.is_offered:
        letters.tell_offered(question, by)
    return question


@action
def show_answer(*, question: OwnerQuestion, is_public: bool, by: Reader) -> OwnerQuestion:
    """Show question and answer on the page, without a name, or take them from it.

    The owner's people only offer to show them: the coordinator reads the answer first (OW01).
    """
    question = _lock(question)
    refuse(NotYours, answering_refusals(by, question))
    refuse(NotAsThingsAre, show_blockers(question))
    _set_shown(question, is_public, by)
    question.save(update_fields=["is_public", "is_offered"])
    said = "shown" if question.is_public else "offered" if question.is_offered else "hidden"
    record(by=by, verb=f"question.{said}", obj=question)
    if question.is_offered:
        letters.tell_offered(question, by)
    return question


@action
def forget_asker(*, question: OwnerQuestion, by: Reader) -> OwnerQuestion:
    """Erase who asked, in the row and in the letters; question and answer stay."""
    question = _lock(question)
    question.name = question.organisation = question.email = ""
    question.asker_erased_at = clock.now()
    question.save(update_fields=["name", "organisation", "email", "asker_erased_at"])
    mail.forget(letters.beginning_of(question))
    record(by=by, verb="question.asker_erased", obj=question)
    return question


def _set_shown(question: OwnerQuestion, is_wanted: bool, by: Reader) -> None:
    """What stands on the page already stays there when somebody asks for it again."""
    is_read = question.is_public or not moderating_refusals(by)
    question.is_public = is_wanted and is_read
    question.is_offered = is_wanted and not is_read


def _moderate(question: OwnerQuestion, to: QuestionState, by: Reader) -> None:
    question.state = to
    question.moderated_by_id = by.user_id
    question.moderated_at = clock.now()
    question.save()
    record(by=by, verb=f"question.{to}", obj=question)


def _lock(question: OwnerQuestion) -> OwnerQuestion:
    """The question as it is now, with its practice."""
    rows = OwnerQuestion.objects.select_for_update(of=("self",))
    return rows.select_related("practice__partner__region").get(pk=question.pk)
