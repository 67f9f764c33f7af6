"""What stands against an act as things are."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import Practice, Revision, RevisionState
from practices.rules.completeness import completeness_blockers
from practices.rules.reasons import Reasons

if TYPE_CHECKING:
    from practices.writing.manuscript import Manuscript
    from regions.reader import Reader


SUBMITTED = gettext_lazy(
    "This text is with the coordinator. Withdraw it if you want to change something."
)
CLOSED = gettext_lazy("This version is closed. Propose a new version instead.")
NOT_SUBMITTED = gettext_lazy("This text is not with the coordinator.")
TAKEN_DOWN = gettext_lazy("This practice was taken down.")
NOT_PUBLISHED = gettext_lazy("This practice was never published.")
ONE_OPEN = gettext_lazy("A new version is already being written. Change that one.")
WAS_SUBMITTED = gettext_lazy(
    "This text was with the coordinator once and belongs to the history. It cannot be deleted."
)
ARCHIVED = gettext_lazy("This practice is archived already.")
NOT_ARCHIVED = gettext_lazy("This practice is not archived.")


def edit_blockers(revision: Revision) -> Reasons:
    """A draft can be changed; its practice must stand."""
    if revision.practice.taken_down_at:
        return [TAKEN_DOWN]
    if revision.state == RevisionState.SUBMITTED:
        return [SUBMITTED]
    return [] if revision.state == RevisionState.DRAFT else [CLOSED]


def submit_blockers(revision: Revision, text: "Manuscript") -> Reasons:
    return edit_blockers(revision) or completeness_blockers(text)


def check_blockers(revision: Revision) -> Reasons:
    """What stands against withdrawing, sending back and publishing alike."""
    if revision.practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if revision.state == RevisionState.SUBMITTED else [NOT_SUBMITTED]


def approve_blockers(revision: Revision, text: "Manuscript") -> Reasons:
    return check_blockers(revision) or confirmation_gaps(revision) or completeness_blockers(text)


def confirmation_gaps(revision: Revision) -> Reasons:
    """P06: what was entered for a partner counts after that partner has confirmed it."""
    if not revision.waits_for_partner:
        return []
    return [
        _("%(partner)s has not confirmed this text yet. It can be published after that.")
        % {"partner": revision.practice.partner.short}
    ]


def needs_reason(revision: Revision, by: "Reader") -> bool:
    """P11: whoever publishes their own words says why nobody else could.

    What was entered for a partner was read by somebody else: that partner, who confirmed it.
    """
    is_own = by.user_id is not None and revision.edited_by_id == by.user_id
    return is_own and not revision.is_entered_for_partner


def propose_blockers(practice: Practice, *, has_open: bool) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    if practice.published_revision_id is None:
        return [NOT_PUBLISHED]
    return [ONE_OPEN] if has_open else []


def delete_blockers(revision: Revision) -> Reasons:
    """P17: a draft that nobody but its partner has seen."""
    if revision.submitted_at:
        return [WAS_SUBMITTED]
    return [] if revision.state == RevisionState.DRAFT else [CLOSED]


def archive_blockers(practice: Practice) -> Reasons:
    if not practice.is_published:
        return [TAKEN_DOWN if practice.taken_down_at else NOT_PUBLISHED]
    return [ARCHIVED] if practice.archived_at else []


def restore_blockers(practice: Practice) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.archived_at else [NOT_ARCHIVED]


def take_down_blockers(practice: Practice) -> Reasons:
    if practice.taken_down_at:
        return [TAKEN_DOWN]
    return [] if practice.published_revision_id else [NOT_PUBLISHED]
