"""What may happen to minutes: pure, each refusal a sentence."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from peergroups.models import Amendment, AmendmentState, Minutes, MinutesState, Session
from peergroups.rules import Reasons

# Sections whose text the moderators write themselves; those of practices are named by their item.
SECTIONS = {
    "short": _("In short"),
    "attendance": _("Who was there"),
    "notes": _("Notes"),
}

TIME_TO_AMEND: Final = timedelta(days=14)
LONGEST_TO_AMEND: Final = timedelta(days=366)


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


def amending_blockers(minutes: Minutes, *, was_there: bool, today: date) -> Reasons:
    """Why nobody asks for a change; `today` is the day in the session's place."""
    if not was_there:
        return [_("Only people who were there can ask for a change.")]
    if minutes.state != MinutesState.CIRCULATED:
        return [_("The minutes are confirmed. Tell the moderators if something is wrong.")]
    if minutes.amend_until and today > minutes.amend_until:
        return [
            _("The time to ask for changes is over. Tell the moderators if something is wrong.")
        ]
    return []


def prolonging_blockers(minutes: Minutes | None, until: date, today: date) -> Reasons:
    """Why people do not get longer to ask for changes."""
    if minutes is None or minutes.state == MinutesState.DRAFT:
        return [_("Send the minutes to those present first.")]
    if minutes.state == MinutesState.CONFIRMED:
        return writing_blockers(minutes)
    if until < today or (minutes.amend_until and until <= minutes.amend_until):
        return [_("Choose a later day: nobody gets less time than was promised.")]
    if until > today + LONGEST_TO_AMEND:
        return [_("Choose a day within the next year.")]
    return []


def reading_blockers(minutes: Minutes, *, was_there: bool) -> Reasons:
    """Why nobody says that they have read the minutes."""
    if not was_there:
        return [_("Only people who were there say that they have read the minutes.")]
    if minutes.state == MinutesState.DRAFT:
        return [_("The minutes are not sent to those present yet.")]
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
