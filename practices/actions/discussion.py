"""What members say about a practice: write, change, delete, report, hide; and follow."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core import clock
from core.audit import action, record
from core.errors import BadInput
from practices.actions.locking import lock_practice
from practices.models import Comment, Follow, Practice, Revision
from practices.refusals import NotAsThingsAre, NotYours, Vanished, refuse
from practices.rules import (
    answer_blockers,
    comment_blockers,
    comment_edit_refusals,
    comment_refusals,
    follow_blockers,
    hiding_refusals,
    report_refusals,
    talk_blockers,
    talking_refusals,
    unhide_blockers,
)
from practices.talking import news
from practices.talking.chairs import chaired_by
from regions.models import Partner
from regions.reader import Reader


class NoWords(BadInput):
    sentence = _("Write your comment.")


class NoReasonToHide(BadInput):
    sentence = _("Write the reason. The author gets it.")


@action
def add_comment(
    *,
    practice: Practice,
    text: str,
    by: Reader,
    revision: Revision | None = None,
    parent: Comment | None = None,
    mentions: Iterable[Partner] = (),
) -> Comment:
    """Say something about the public text, or about the draft `revision`.

    Who writes about a published practice follows it from then on, and can leave.
    """
    practice = lock_practice(practice)
    refuse(NotYours, talking_refusals(by))
    if revision is not None:
        revision.refresh_from_db(fields=["state"])
    refuse(NotAsThingsAre, talk_blockers(practice, revision))
    if parent is not None:
        parent = _lock(parent, by)
        refuse(NotAsThingsAre, answer_blockers(parent))
    if not text.strip():
        raise NoWords
    comment = Comment.objects.create(
        practice=practice,
        revision=revision,
        parent=parent,
        author_id=by.user_id,
        partner_id=by.partner_id or 0,
        text=text.strip(),
    )
    told = [] if revision else list(mentions)
    comment.mentions.set(told)
    changes = {"practice": practice.pk, "revision": revision and revision.pk}
    record(by=by, verb="comment.written", obj=comment, changes=changes)
    news.tell_comment(comment, told, by)
    if revision is None:
        Follow.objects.get_or_create(practice=practice, user_id=by.user_id or 0)
    return comment


@action
def edit_comment(
    *, comment: Comment, text: str, by: Reader, mentions: Iterable[Partner] = ()
) -> Comment:
    """Change one's own words; partners named only now are told."""
    comment = _lock(comment, by)
    refuse(NotYours, comment_edit_refusals(by, comment, clock.now()))
    refuse(NotAsThingsAre, comment_blockers(comment))
    refuse(NotAsThingsAre, talk_blockers(comment.practice, comment.revision))
    if not text.strip():
        raise NoWords
    comment.text = text.strip()
    comment.edited_at = clock.now()
    comment.save(update_fields=["text", "edited_at"])
    told = [] if comment.revision_id else list(mentions)
    before = set(comment.mentions.values_list("pk", flat=True))
    comment.mentions.set(told)
    record(by=by, verb="comment.edited", obj=comment)
    news.tell_mentioned(comment, [each for each in told if each.pk not in before], by)
    return comment


@action
def delete_comment(*, comment: Comment, by: Reader) -> Comment:
    """Take one's own words away for good; that something stood here stays."""
    comment = _lock(comment, by)
    refuse(NotYours, comment_refusals(by, comment))
    if comment.deleted_at:
        raise NotAsThingsAre(*comment_blockers(comment))
    comment.text = ""
    comment.deleted_at = clock.now()
    comment.save(update_fields=["text", "deleted_at"])
    comment.mentions.clear()
    record(by=by, verb="comment.deleted", obj=comment)
    return comment


@action
def hide_comment(*, comment: Comment, reason: str, by: Reader) -> Comment:
    """Take somebody's words out of sight; they stay as they are, and the author is told why."""
    comment = _lock(comment, by)
    refuse(NotYours, hiding_refusals(comment))
    refuse(NotAsThingsAre, comment_blockers(comment))
    if not reason.strip():
        raise NoReasonToHide
    comment.hidden_at = clock.now()
    comment.hidden_by_id = by.user_id
    comment.hidden_reason = reason.strip()
    comment.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(by=by, verb="comment.hidden", obj=comment)
    news.tell_hidden(comment, by)
    return comment


@action
def unhide_comment(*, comment: Comment, by: Reader) -> Comment:
    """Let the words be read again; of a comment that was only reported: let them stand."""
    comment = _lock(comment, by)
    refuse(NotYours, hiding_refusals(comment))
    refuse(NotAsThingsAre, unhide_blockers(comment))
    comment.hidden_at = comment.hidden_by_id = comment.reported_at = None
    comment.hidden_reason = ""
    comment.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "reported_at"])
    record(by=by, verb="comment.shown", obj=comment)
    return comment


@action
def report_comment(*, comment: Comment, reason: str, by: Reader) -> Comment:
    """Ask the coordinator to look at it; a second report changes nothing."""
    comment = _lock(comment, by)
    refuse(NotYours, report_refusals(by, comment))
    refuse(NotAsThingsAre, comment_blockers(comment))
    record(by=by, verb="comment.reported", obj=comment)
    if comment.reported_at is None:
        comment.reported_at = clock.now()
        comment.save(update_fields=["reported_at"])
        news.tell_reported(comment, reason.strip(), by)
    return comment


@action
def follow(*, practice: Practice, by: Reader) -> Practice:
    """Hear what is new about a practice."""
    practice = lock_practice(practice)
    refuse(NotYours, talking_refusals(by))
    refuse(NotAsThingsAre, follow_blockers(practice))
    Follow.objects.get_or_create(practice=practice, user_id=by.user_id or 0)
    record(by=by, verb="practice.followed", obj=practice)
    return practice


@action
def unfollow(*, practice: Practice, by: Reader) -> Practice:
    """Hear no more of it."""
    Follow.objects.filter(practice=practice, user_id=by.user_id or 0).delete()
    record(by=by, verb="practice.left", obj=practice)
    return practice


def _lock(comment: Comment, by: Reader) -> Comment:
    """The comment as it is now, kept from others until the end of the transaction."""
    rows = Comment.objects.select_for_update(of=("self",)).with_practice()
    rows = rows.calmed_by(by, chaired_by(by, "practice"))
    found: Comment | None = rows.filter(pk=comment.pk).first()
    if found is None:
        raise Vanished
    return found
