"""What may happen to minutes: pure, each refusal a sentence."""

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from peergroups.models import Amendment, AmendmentState, Minutes, MinutesState, Session
from peergroups.rules import Reasons

# Sections whose text the moderators write themselves; those of practices are named by their item.
SECTIONS = {
    "short": _("In short"),
    "attendance": _("Who was there"),
    "notes": _("Notes"),
}


def token_of(text: str) -> str:
    """Stands for a section's text in a form: who saves another one than was read is told."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def writing_blockers(minutes: Minutes | None) -> Reasons:
    if minutes is not None and minutes.state == MinutesState.CONFIRMED:
        return [_("The minutes are confirmed. Correct them first.")]
    return []


def circulating_blockers(session: Session, minutes: Minutes | None) -> Reasons:
    """Why the minutes are not sent to those present."""
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    if session.closed_at is None:
        return [_("Close the session first.")]
    if minutes is not None and minutes.state == MinutesState.CIRCULATED:
        return [_("The minutes were sent already. What you change is seen on the page.")]
    return writing_blockers(minutes)


def amending_blockers(minutes: Minutes, *, was_there: bool) -> Reasons:
    if not was_there:
        return [_("Only people who were there can ask for a change.")]
    if minutes.state != MinutesState.CIRCULATED:
        return [_("The minutes are confirmed. Tell the moderators if something is wrong.")]
    return []


def answering_blockers(amendment: Amendment, minutes: Minutes) -> Reasons:
    if minutes.state == MinutesState.CONFIRMED:
        return writing_blockers(minutes)
    if amendment.state != AmendmentState.OPEN:
        return [_("This was answered already.")]
    return []


def confirming_blockers(minutes: Minutes | None, amendments: Sequence[Amendment]) -> Reasons:
    """Why the minutes are not confirmed: those present read them first, each wish is answered."""
    if minutes is None or minutes.state == MinutesState.DRAFT:
        return [_("Send the minutes to those present first.")]
    if minutes.state == MinutesState.CONFIRMED:
        return [_("The minutes are confirmed already.")]
    if any(each.state == AmendmentState.OPEN for each in amendments):
        return [_("Answer every amendment first.")]
    return []


def correcting_blockers(minutes: Minutes | None) -> Reasons:
    if minutes is None or minutes.state != MinutesState.CONFIRMED:
        return [_("The minutes are not confirmed yet, so they can simply be changed.")]
    return []
