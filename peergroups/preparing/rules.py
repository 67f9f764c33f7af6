"""What may be written before a session: pure, each refusal a sentence."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assessments.rules import is_origin
from core.ui.dates import day
from exchanges.models import Participation
from peergroups.models import Session
from peergroups.rules import Reasons, living_blockers
from practices.models import Practice
from regions.models import Region
from regions.reader import Reader

REMIND_AGAIN: Final = timedelta(days=7)


def asks_about(reader: Reader, own: Participation | None, practice: Practice) -> bool:
    """Whether the reader speaks for the region that the practice comes from."""
    regions = {held.partner.region for held in reader.memberships}
    regions |= {own.partner.region} if own else set[Region]()
    return any(is_origin(practice, region) for region in regions)


def asking_blockers(*, may_ask: bool) -> Reasons:
    if may_ask:
        return []
    return [
        _("The people of the region that presents the practice and the moderators write its case"
          " question.")
    ]  # fmt: skip


def preparing_blockers(session: Session) -> Reasons:
    """Why nothing is written before the session any more."""
    return living_blockers(session)


def next_reminder_on(reminded_at: datetime | None) -> date | None:
    """From which day on another letter may go; None: at once."""
    return localdate(reminded_at + REMIND_AGAIN) if reminded_at else None


def reminding_blockers(session: Session, waiting: int, today: date) -> Reasons:
    """Why no reminder goes out today."""
    if reasons := living_blockers(session):
        return reasons
    if session.exchange.ends_on < today:
        return [_("The day of the session is over.")]
    if not waiting:
        return [_("Everybody has prepared.")]
    free = next_reminder_on(session.reminded_at)
    if free and free > today:
        return [_("The last reminder is too fresh. The next one can go out on %(day)s.")
                % {"day": day(free)}]  # fmt: skip
    return []


def paper_blockers(session: Session) -> Reasons:
    """Papers can be added after the meeting, too, until its minutes are confirmed."""
    if session.cancelled_at:
        return [_("This session was cancelled.")]
    return [_("The minutes of this session are confirmed.")] if session.confirmed_at else []
