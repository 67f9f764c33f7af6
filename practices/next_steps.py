"""What the catalogue asks of a person: texts to check, remarks to answer, drafts to finish."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.next_steps import NextStep
from core.ui.dates import day
from practices.models import Comment, Revision, RevisionState
from practices.rules import checking_refusals
from regions.reader import Reader


def next_steps(reader: Reader, today: date) -> list[NextStep]:
    """For the coordinator what was submitted; for everybody the drafts they wrote last."""
    if not reader.is_member:
        return []
    texts = Revision.objects.visible_to(reader).for_desk()
    steps = [step for text in texts if (step := _about(text, reader))]
    if reader.is_coordinator:
        reported = Comment.objects.reported_to(reader).select_related("practice")
        steps += [_to_look_at(comment) for comment in reported]
    return steps


def _to_look_at(comment: Comment) -> NextStep:
    return NextStep(
        title=_("Look at a comment on “%(practice)s”") % {"practice": comment.practice.title},
        detail=_("A member reported it on %(date)s.") % {"date": day(comment.reported_at)},
        minutes=5,
        act=_("Look at it"),
        url=comment.get_absolute_url(),
    )


def _about(text: Revision, reader: Reader) -> NextStep | None:
    if text.state == RevisionState.SUBMITTED:
        return None if checking_refusals(reader) else _to_check(text)
    is_theirs = text.edited_by_id == reader.user_id
    return _to_finish(text) if is_theirs else None


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
    sent_back = bool(text.remarks)
    return NextStep(
        title=(
            _("Answer the remarks on “%(practice)s”") if sent_back else _("Finish “%(practice)s”")
        )
        % {"practice": text.title},
        detail=_("The coordinator asks for changes before it is published.")
        if sent_back
        else _("You last wrote in it on %(date)s.") % {"date": day(text.edited_at)},
        minutes=20,
        act=_("Change it") if sent_back else _("Go on writing"),
        url=reverse("practice_edit", args=[text.practice.slug]),
    )
