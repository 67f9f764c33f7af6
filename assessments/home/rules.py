"""What may happen in a round at home: pure, each refusal a sentence."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import HomeInvitation, Round
from assessments.rules import LONGEST_AT_HOME, joining_blockers
from core.ui.dates import day

type Reasons = list[str | Promise]

FEWEST: Final = 3
SUGGESTED: Final = 8
MOST: Final = 12
MOST_PASSES: Final = 5
BETWEEN_LETTERS: Final = timedelta(days=3)
BEFORE_END: Final = timedelta(days=2)  # when everybody who has not finished is reminded
LINK_IS_GOOD_FOR: Final = timedelta(days=30)  # after the close; then addresses are erased


def advice_on(people: int) -> str:
    """What to think of so many people; empty where three to eight are asked."""
    if people < FEWEST:
        return ngettext(
            "%(n)s person is asked. Ask at least three: below that, nothing is suggested.",
            "%(n)s people are asked. Ask at least three: below that, nothing is suggested.",
            people,
        ) % {"n": people}
    if people > SUGGESTED:
        return _("More than eight people are asked. That is possible; three to eight are enough.")
    return ""


def inviting_blockers(round_: Round, today: date, *, asked: int, more: int = 1) -> Reasons:
    """Why no more people can be asked: the round is over, or twelve are."""
    if reasons := joining_blockers(round_, today):
        return reasons
    if asked + more > MOST:
        sentence = gettext_lazy(
            "At most %(most)s people can be asked in one round. %(asked)s are asked already."
        )
        return [sentence % {"most": MOST, "asked": asked}]
    return []


def asking_again_blockers(known: HomeInvitation | None) -> Reasons:
    """Why an address gets no second invitation to the same round."""
    if known is None:
        return []
    if known.declined_at:
        return [gettext_lazy("%(name)s declined.") % {"name": known.name}]
    return [gettext_lazy("%(name)s is asked already.") % {"name": known.name}]


def next_letter_on(invitation: HomeInvitation) -> date:
    """The day from which somebody may be reminded: three days after the last letter."""
    last = max(invitation.invited_at, invitation.reminded_at or invitation.invited_at)
    return localdate(last) + BETWEEN_LETTERS


def reminding_blockers(invitation: HomeInvitation, today: date) -> Reasons:
    """Nobody gets more than one letter in three days (DB02), nor one who has finished."""
    if invitation.withdrawn_at or invitation.declined_at:
        return [gettext_lazy("%(name)s is not asked any more.") % {"name": invitation.name}]
    if invitation.seat and invitation.seat.finished_at:
        return [gettext_lazy("%(name)s has finished.") % {"name": invitation.name}]
    next_on = next_letter_on(invitation)
    if today < next_on:
        sentence = gettext_lazy("%(name)s got a letter. The next one can go on %(day)s.")
        return [sentence % {"name": invitation.name, "day": day(next_on)}]
    return []


def sending_again_blockers(invitation: HomeInvitation) -> Reasons:
    """The first letter goes again, with a new link, to who has not opened it."""
    if invitation.withdrawn_at or invitation.declined_at:
        return [gettext_lazy("%(name)s is not asked any more.") % {"name": invitation.name}]
    if invitation.seat_id:
        return [gettext_lazy("%(name)s has begun already.") % {"name": invitation.name}]
    return []


def withdrawing_blockers(invitation: HomeInvitation) -> Reasons:
    """Answers that somebody began stay; who has not begun can be left out."""
    if invitation.seat_id:
        return [gettext_lazy("%(name)s has begun already.") % {"name": invitation.name}]
    return []


def passing_blockers(passed: int) -> Reasons:
    """How many questions one person may pass on."""
    if passed >= MOST_PASSES:
        sentence = gettext_lazy(
            "You have passed on %(n)s questions. That is the most one person can pass on."
        )
        return [sentence % {"n": passed}]
    return []


def moving_blockers(round_: Round, ends_on: date, today: date) -> Reasons:
    """Why the end of a round cannot be moved to that day."""
    if not round_.is_open:
        return [gettext_lazy("This round is closed already.")]
    if ends_on <= today:
        return [gettext_lazy("Choose an end date after today.")]
    if ends_on > localdate(round_.opened_at) + LONGEST_AT_HOME:
        return [gettext_lazy("A round lasts at most 62 days: people forget longer ones.")]
    return []


def link_ends_at(round_: Round) -> datetime | None:
    """Until when personal links show the own answers; None while the round is open."""
    return round_.closed_at + LINK_IS_GOOD_FOR if round_.closed_at else None


def link_blockers(invitation: HomeInvitation, round_: Round, now: datetime) -> Reasons:
    """Why a personal link opens nothing: withdrawn, or long after the end."""
    ends_at = link_ends_at(round_)
    if invitation.withdrawn_at:
        return [gettext_lazy("This invitation was withdrawn. Thank you for your interest.")]
    if ends_at and now > ends_at:
        return [gettext_lazy("This round has ended. Thank you for your interest.")]
    return []
