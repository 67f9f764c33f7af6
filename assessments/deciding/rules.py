"""What may be said and done about a decision that stands: pure, each refusal a sentence."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assessments.models import Decision
from assessments.rules import Reasons

MOST_DISSENTS = 5  # that whoever decides writes down
DISSENT_WITHIN = timedelta(days=30)


def dissenting_blockers(
    decision: Decision, now: datetime, *, is_in_force: bool, has_spoken: bool
) -> Reasons:
    """Why nobody, or not this person, adds how they see it."""
    if not is_in_force:
        return [_("A later decision has replaced this one. Say it there.")]
    if localdate(now) > localdate(decision.made_at + DISSENT_WITHIN):
        return [_("This decision was recorded more than 30 days ago.")]
    if has_spoken:
        return [_("Your words stand there already. They are not changed any more.")]
    return []


def staying_blockers(*, is_in_force: bool) -> Reasons:
    """Why a decision cannot be confirmed as it is."""
    return [] if is_in_force else [_("A later decision has replaced this one. Look at that one.")]
