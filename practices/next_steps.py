"""What the catalogue asks of a person: texts to check, remarks to answer, drafts to finish."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.next_steps import NextStep
from core.ui.dates import day
from practices.confirming import asking_refusals, too_early
from practices.models import (
    Comment,
    OwnerQuestion,
    Practice,
    QuestionState,
    Revision,
    RevisionState,
    StillTrue,
)
from practices.rules import checking_refusals
from regions.reader import Reader

MOST = 3  # of one kind: whoever answers sees the next


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """For the coordinator what was submitted; for everybody the drafts they wrote last."""
    if not reader.is_member:
        return []
    texts = Revision.objects.visible_to(reader).for_desk()
    steps = [step for text in texts if (step := _about(text, reader))]
    if reader.is_coordinator:
        reported = Comment.objects.reported_to(reader).select_related("practice")
        steps += [_to_look_at(comment) for comment in reported]
    questions = OwnerQuestion.objects.waiting_for(reader).with_practice().in_order()[:MOST]
    steps += [_about_question(question) for question in questions]
    answered = Practice.objects.answered_for(reader)[:MOST]
    asked = Practice.objects.asked_for(reader)[:MOST]
    return [
        *steps,
        *(_after_answer(practice) for practice in answered),
        *(_to_answer(practice) for practice in asked),
    ]


def _after_answer(practice: Practice) -> NextStep:
    """Its owner says that it ended, or that it is different now."""
    said = {"date": day(practice.owner_said_at), "practice": practice.title}
    if practice.owner_said == StillTrue.ENDED:
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


def _to_answer(practice: Practice) -> NextStep:
    return NextStep(
        title=_("Is “%(practice)s” still true?") % {"practice": practice.title},
        detail=_("Nobody has confirmed it for a year. Asked on %(date)s.")
        % {"date": day(practice.asked_still_true_on)},
        minutes=2,
        act=_("Answer"),
        url=f"{practice.get_absolute_url()}#still-true",
    )


def _about_question(question: OwnerQuestion) -> NextStep:
    """For the coordinator to read and pass on, for the owner's people to answer."""
    is_new = question.state == QuestionState.WAITING
    title = (
        _("Read a question about “%(practice)s”")
        if is_new
        else _("Answer a question about “%(practice)s”")
    )
    return NextStep(
        title=title % {"practice": question.practice.title},
        detail=_("Somebody outside the partnership asked on %(date)s.")
        % {"date": day(question.asked_at)},
        minutes=3 if is_new else 10,
        act=_("Read it") if is_new else _("Answer"),
        url=question.get_absolute_url(),
    )


def _to_look_at(comment: Comment) -> NextStep:
    return NextStep(
        title=_("Look at a comment on “%(practice)s”") % {"practice": comment.practice.title},
        detail=_("A member reported it on %(date)s.") % {"date": day(comment.reported_at)},
        minutes=5,
        act=_("Look at it"),
        url=comment.get_absolute_url(),
    )


def _about(text: Revision, reader: Reader) -> NextStep | None:
    if text.state == RevisionState.SUBMITTED and text.waits_for_partner:
        return _about_entry(text, reader)
    if text.state == RevisionState.SUBMITTED:
        return None if checking_refusals(reader) else _to_check(text)
    is_theirs = text.edited_by_id == reader.user_id
    return _to_finish(text) if is_theirs else None


def _about_entry(text: Revision, reader: Reader) -> NextStep | None:
    """P06: the partner's lead answers; the coordinator asks again after a week."""
    if text.practice.partner_id in reader.lead_partner_ids:
        return NextStep(
            title=_("Say whether “%(practice)s” is yours") % {"practice": text.title},
            detail=_("The coordinator entered it for you and cannot publish it before."),
            minutes=10,
            act=_("Read and answer"),
            url=reverse("practice_review", args=[text.practice.slug]),
        )
    if asking_refusals(reader) or too_early(text.partner_asked_at, clock.now()):
        return None
    return NextStep(
        title=_("Ask again about “%(practice)s”") % {"practice": text.title},
        detail=_("%(partner)s was asked on %(date)s and has not answered.")
        % {"partner": text.practice.partner.short, "date": day(text.partner_asked_at)},
        minutes=2,
        act=_("Ask again"),
        url=reverse("practice_review", args=[text.practice.slug]),
    )


def _to_check(text: Revision) -> NextStep:
    return NextStep(
        title=_("Check “%(practice)s”") % {"practice": text.title},
        detail=_("%(partner)s submitted it on %(date)s.")
        % {"partner": text.practice.partner.short, "date": day(text.submitted_at)},
        minutes=15,
        act=_("Check it"),
        url=reverse("practice_review", args=[text.practice.slug]),
    )


def _to_finish(text: Revision) -> NextStep:
    sent_back = bool(text.remarks or text.partner_remarks)
    return NextStep(
        title=(
            _("Answer the remarks on “%(practice)s”") if sent_back else _("Finish “%(practice)s”")
        )
        % {"practice": text.title},
        detail=_("The partner says that something in it is wrong.")
        if text.partner_remarks
        else _("The coordinator asks for changes before it is published.")
        if sent_back
        else _("You last wrote in it on %(date)s.") % {"date": day(text.edited_at)},
        minutes=20,
        act=_("Change it") if sent_back else _("Go on writing"),
        url=reverse("practice_edit", args=[text.practice.slug]),
    )
