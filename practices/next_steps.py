"""What the catalogue asks of a person: texts to check, remarks to answer, drafts to finish."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.next_steps import NextStep
from core.ui.dates import day
from practices.models import QuestionState, RevisionState, StillTrue
from practices.rules import checking_refusals
from practices.upkeep.confirming import asking_refusals, too_early
from practices.upkeep.waiting import (
    ANSWERED,
    BY_PARTNER,
    COMMENT,
    QUESTION,
    TEXT,
    Waiting,
    waiting_for,
)
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """For the coordinator what was submitted; for everybody the drafts they wrote last."""
    if not reader.is_member:
        return []
    return [step for thing in waiting_for(reader) if (step := _step(thing, reader))]


def _step(thing: Waiting, reader: Reader) -> NextStep | None:
    if thing.kind == TEXT:
        return _about(thing, reader)
    others = {COMMENT: _to_look_at, QUESTION: _about_question, ANSWERED: _after_answer}
    return others.get(thing.kind, _to_answer)(thing)


def _after_answer(practice: Waiting) -> NextStep:
    """Its owner says that it ended, or that it is different now."""
    said = {"date": day(practice.since), "practice": practice.title}
    if practice.state == StillTrue.ENDED:
        return NextStep(
            title=_("Archive “%(practice)s”") % said,
            detail=_("Its owner said on %(date)s that it has ended.") % said,
            minutes=2,
            act=_("Archive it"),
            url=reverse("practice_archive", args=[practice.slug]),
        )
    return NextStep(
        title=_("Write what has changed in “%(practice)s”") % said,
        detail=_("Somebody of your organisation said so on %(date)s.") % said,
        minutes=15,
        act=_("Write a new version"),
        url=reverse("practice_propose", args=[practice.slug]),
    )


def _to_answer(practice: Waiting) -> NextStep:
    address = reverse("practice_detail", args=[practice.slug])
    return NextStep(
        title=_("Is “%(practice)s” still true?") % {"practice": practice.title},
        detail=_("Nobody has confirmed it for a year. Asked on %(date)s.")
        % {"date": day(practice.since)},
        minutes=2,
        act=_("Answer"),
        url=f"{address}#still-true",
    )


def _about_question(question: Waiting) -> NextStep:
    """For the coordinator to read and pass on, for the owner's people to answer."""
    if question.state == QuestionState.ANSWERED:
        return _about_offered_answer(question)
    is_new = question.state == QuestionState.WAITING
    title = (
        _("Read a question about “%(practice)s”")
        if is_new
        else _("Answer a question about “%(practice)s”")
    )
    return NextStep(
        title=title % {"practice": question.title},
        detail=_("Somebody outside the partnership asked on %(date)s.")
        % {"date": day(question.since)},
        minutes=3 if is_new else 10,
        act=_("Read it") if is_new else _("Answer"),
        url=reverse("question_detail", args=[question.pk]),
    )


def _about_offered_answer(question: Waiting) -> NextStep:
    return NextStep(
        title=_("Read an answer about “%(practice)s”") % {"practice": question.title},
        detail=_("%(partner)s wants it to stand on the page.") % {"partner": question.partner},
        minutes=3,
        act=_("Read it"),
        url=reverse("question_detail", args=[question.pk]),
    )


def _to_look_at(comment: Waiting) -> NextStep:
    return NextStep(
        title=_("Look at a comment on “%(practice)s”") % {"practice": comment.title},
        detail=_("A member reported it on %(date)s.") % {"date": day(comment.since)},
        minutes=5,
        act=_("Look at it"),
        url=reverse("comment_detail", args=[comment.pk]),
    )


def _about(text: Waiting, reader: Reader) -> NextStep | None:
    if text.state != RevisionState.SUBMITTED:
        return _to_finish(text)
    if text.waits_for_partner:
        return _about_entry(text, reader)
    return None if checking_refusals(reader) else _to_check(text)


def _about_entry(text: Waiting, reader: Reader) -> NextStep | None:
    """P06: the partner's lead answers; the coordinator asks again after a week."""
    if text.partner_id in reader.lead_partner_ids:
        return NextStep(
            title=_("Say whether “%(practice)s” is yours") % {"practice": text.title},
            detail=_("The coordinator entered it for you and cannot publish it before."),
            minutes=10,
            act=_("Read and answer"),
            url=reverse("practice_review", args=[text.slug]),
        )
    if asking_refusals(reader) or too_early(text.since, clock.now()):
        return None
    return NextStep(
        title=_("Ask again about “%(practice)s”") % {"practice": text.title},
        detail=_("%(partner)s was asked on %(date)s and has not answered.")
        % {"partner": text.partner, "date": day(text.since)},
        minutes=2,
        act=_("Ask again"),
        url=reverse("practice_review", args=[text.slug]),
    )


def _to_check(text: Waiting) -> NextStep:
    return NextStep(
        title=_("Check “%(practice)s”") % {"practice": text.title},
        detail=_("%(partner)s submitted it on %(date)s.")
        % {"partner": text.partner, "date": day(text.since)},
        minutes=15,
        act=_("Check it"),
        url=reverse("practice_review", args=[text.slug]),
    )


def _to_finish(text: Waiting) -> NextStep:
    title = (
        _("Answer the remarks on “%(practice)s”") if text.remarks else _("Finish “%(practice)s”")
    )
    return NextStep(
        title=title % {"practice": text.title},
        detail=_("The partner says that something in it is wrong.")
        if text.remarks == BY_PARTNER
        else _("The coordinator asks for changes before it is published.")
        if text.remarks
        else _("You last wrote in it on %(date)s.") % {"date": day(text.since)},
        minutes=15 if text.remarks else 20,  # others wait for it: it comes first
        act=_("Change it") if text.remarks else _("Go on writing"),
        url=reverse("practice_edit", args=[text.slug]),
    )
