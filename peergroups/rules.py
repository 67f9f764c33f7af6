"""What may happen in a group and in a session: pure, each refusal a sentence."""

import hashlib

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import Round, RoundState
from peergroups.models import GroupMembership, Session
from regions.reader import Reader

type Reasons = list[str | Promise]


def coordinating_blockers(reader: Reader) -> Reasons:
    """GR02: groups and their moderators are the coordinator's."""
    if reader.is_coordinator or reader.is_system:
        return []
    return [_("Only the coordinator makes groups and appoints moderators.")]


def appointing_blockers(reader: Reader, user_id: int) -> Reasons:
    """U05, U07: moderators read names, so nobody makes themselves one."""
    if reasons := coordinating_blockers(reader):
        return reasons
    if user_id == reader.user_id:
        return [_("Nobody changes their own roles. Ask another coordinator.")]
    return []


def membership_blockers(
    reader: Reader, *, user_id: int, partner_ids: frozenset[int], is_moderator: bool
) -> Reasons:
    """GR03: oneself, the own partner's people for a lead, anybody for moderators."""
    if reader.is_coordinator or reader.is_system or is_moderator:
        return []
    if user_id == reader.user_id or partner_ids & reader.lead_partner_ids:
        return []
    return [_("You can add or remove people of your own partner organisation only.")]


def leaving_blockers(membership: GroupMembership) -> Reasons:
    return [_("This person has left the group already.")] if membership.left_at else []


def managing_blockers(manages: bool) -> Reasons:
    """S04, S05, S08."""
    if manages:
        return []
    return [_("Only the moderators of the group and the coordinator can do this.")]


def moderating_blockers(moderates: bool) -> Reasons:
    """S07: rounds are for the moderators alone."""
    return [] if moderates else [_("Only the moderators of this session can do this.")]


def living_blockers(session: Session) -> Reasons:
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    return [_("This session is closed.")] if session.closed_at else []


def sealing_blockers(session: Session) -> Reasons:
    """Why the answers of a session do not become final."""
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    return [] if session.closed_at else [_("Close the session first.")]


def agenda_blockers(session: Session, has_rounds: bool) -> Reasons:
    """S05: before the first round opens."""
    if reasons := living_blockers(session):
        return reasons
    if has_rounds:
        return [_("The first round was opened. The agenda stays as it is.")]
    return []


def cancelling_blockers(session: Session, has_rounds: bool) -> Reasons:
    if reasons := living_blockers(session):
        return reasons
    if has_rounds:
        return [_("People have answered in this session. Close it instead.")]
    return []


def opening_blockers(session: Session, rounds: list[Round], any_open: bool) -> Reasons:
    """Why no first round opens for an agenda item with these rounds."""
    if reasons := living_blockers(session):
        return reasons
    if any_open:
        return [_("A round is open. Close it first.")]
    if rounds:
        return [_("This practice had its first round. Open a second round instead.")]
    return []


def going_on_blockers(session: Session, any_open: bool) -> Reasons:
    """Why the room does not go on to another practice."""
    if reasons := living_blockers(session):
        return reasons
    return [_("A round is open. Close it first.")] if any_open else []


def noting_blockers(session: Session) -> Reasons:
    """What a moderator noted is taken until the minutes are confirmed, for they begin with it."""
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    return [_("The minutes of this session are confirmed.")] if session.confirmed_at else []


def base_of(text: str) -> str:
    """Names the text of notes that somebody began with."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def order_in_words(number: int) -> str | Promise:
    """First round, second round; then by number."""
    words = {1: _("First round"), 2: _("Second round"), 3: _("Third round")}
    return words.get(number) or _("Round %(number)s") % {"number": number}


def is_shown(round_: Round) -> bool:
    """Whether the room has seen the answers of a round."""
    return round_.state == RoundState.REVEALED


def naming_blockers(reader: Reader, user_id: int, *, is_standing: bool) -> Reasons:
    """U05: the coordinator names who is no moderator of the group; nobody names themselves."""
    return [] if is_standing else appointing_blockers(reader, user_id)


def seating_blockers(session: Session, has_places: bool, any_open: bool) -> Reasons:
    """Why nobody changes to or from this session."""
    if reasons := living_blockers(session):
        return reasons
    if not has_places:
        return [_("Everybody of the meeting is in this session, so nobody is moved.")]
    return [_("A round is open. Move people when it is closed.")] if any_open else []
