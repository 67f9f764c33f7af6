"""What members may do with what they say to each other."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import Practice, Revision, RevisionState
from practices.rules.reasons import Reasons
from practices.rules.states import NOT_PUBLISHED, TAKEN_DOWN

if TYPE_CHECKING:
    from practices.models import Comment
    from regions.reader import Reader


TIME_TO_EDIT = timedelta(minutes=15)

TALK_CLOSED = gettext_lazy("This practice is archived, so its discussion is closed.")
TEXT_CLOSED = gettext_lazy("This text is no longer a draft, so nothing can be added about it.")
NOT_THERE = gettext_lazy("This comment is no longer there.")
NO_SECOND_LEVEL = gettext_lazy("Answer the comment that began this conversation.")
NOT_THEIRS = gettext_lazy("Only the person who wrote this comment can do this.")
TIME_IS_OVER = gettext_lazy(
    "A comment can be changed for 15 minutes. Write another one, or delete this one."
)
OWN_COMMENT = gettext_lazy("This is your own comment. You can delete it.")
NOT_HIDDEN = gettext_lazy("This comment is neither hidden nor reported.")


def talking_refusals(by: "Reader") -> Reasons:
    """C03: whoever acts for a partner."""
    return [] if by.partner_id else [_("Only members of a partner write comments.")]


def talk_blockers(practice: Practice, revision: Revision | None) -> Reasons:
    """Whether anything more can be said about the public text, or about a draft."""
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    if revision is not None:
        is_open = revision.state in {RevisionState.DRAFT, RevisionState.SUBMITTED}
        return [] if is_open else [TEXT_CLOSED]
    if practice.published_revision_id is None:
        return [NOT_PUBLISHED]
    return [TALK_CLOSED] if practice.archived_at else []


def follow_blockers(practice: Practice) -> Reasons:
    """What is archived may come back, so it can be followed."""
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.published_revision_id else [NOT_PUBLISHED]


def answer_blockers(parent: "Comment") -> Reasons:
    """One level of answers, to what is still there."""
    if not parent.is_standing:
        return [NOT_THERE]
    return [NO_SECOND_LEVEL] if parent.parent_id else []


def comment_refusals(by: "Reader", comment: "Comment") -> Reasons:
    """C04: one's own words."""
    return [] if comment.author_id == (by.user_id or 0) else [NOT_THEIRS]


def comment_edit_refusals(by: "Reader", comment: "Comment", now: datetime) -> Reasons:
    """C04: for a quarter of an hour."""
    is_over = now - comment.made_at > TIME_TO_EDIT
    return comment_refusals(by, comment) or ([TIME_IS_OVER] if is_over else [])


def comment_blockers(comment: "Comment") -> Reasons:
    return [] if comment.is_standing else [NOT_THERE]


def hiding_refusals(comment: "Comment") -> Reasons:
    """C05: the coordinator, and who moderates a session on this practice."""
    if comment.can_be_calmed:
        return []
    return [
        _(
            "Only the coordinator, and moderators of a session on this practice, hide comments. "
            "You can report it."
        )
    ]


def report_refusals(by: "Reader", comment: "Comment") -> Reasons:
    return [OWN_COMMENT] if comment.author_id == (by.user_id or 0) else []


def unhide_blockers(comment: "Comment") -> Reasons:
    if comment.deleted_at:
        return [NOT_THERE]
    return [] if comment.hidden_at or comment.reported_at else [NOT_HIDDEN]
