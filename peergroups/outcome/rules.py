"""What may be written down about a session's outcome: pure, each refusal a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from assessments.models import Round
from assessments.rules import is_origin
from exchanges.models import Participation
from peergroups.models import AgendaItem, FollowUp, Session
from peergroups.rules import Reasons, is_shown
from regions.models import Region

NOT_PRESENT = _("Only people of the region who are in the room choose its next step.")
NOT_YOURS = _("Only its owner, the moderators and the coordinator can tick this off.")


def is_present(participation: Participation) -> bool:
    """Whether the person came: into the room, or as the host noted."""
    return participation.joined_at is not None or participation.attended_at is not None


def outcome_blockers(session: Session, *, is_confirmed: bool) -> Reasons:
    """Why nothing is written down any more; `is_confirmed`: minutes stand and none are open."""
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    if is_confirmed:
        return [_("The minutes are confirmed. Correct them first.")]
    return []


def step_blockers(item: AgendaItem, region: Region, rounds: Sequence[Round]) -> Reasons:
    """Why a region has no next step for a practice of the agenda."""
    if is_origin(item.practice, region):
        return [_("This practice comes from your region.")]
    if not any(is_shown(each) for each in rounds):
        return [_("Show the answers about this practice first.")]
    return []


def ticking_refusals(follow_up: FollowUp, *, is_owner: bool, manages: bool) -> Reasons:
    return [] if is_owner or manages else [NOT_YOURS]


def done_blockers(follow_up: FollowUp, *, done: bool) -> Reasons:
    if done == (follow_up.done_at is not None):
        return [_("This is done already.") if done else _("This is open already.")]
    return []
