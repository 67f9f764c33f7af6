"""What acts of a board have in common: who acts, when it was done, the pause that it ends."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import NotNow
from peergroups.actions.sessions import NotTheModerator
from peergroups.models import Session
from peergroups.rules import moderating_blockers
from regions.reader import Reader


class AlreadyDone(NotNow):
    """Somebody did the same a moment before; the room is where the act would bring it."""

    sentence = _("That was done already.")


def lock_moderated(session: Session, by: Reader) -> Session:
    """Lock a session that the reader moderates."""
    moderates = by.is_system or Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    if reasons := moderating_blockers(moderates):
        raise NotTheModerator(*reasons)
    return Session.objects.select_for_update().get(pk=session.pk)


def moment_in(session: Session, at: datetime | None) -> datetime:
    """When it was done: not ahead of now, and not before what happened in the session last.

    A board whose clock was never set says 1970: what was done before the meeting was tried out
    at most a day ago.
    """
    now = clock.now()
    if at is None:
        return now
    exchange = session.exchange
    begins = datetime.combine(exchange.starts_on, time(), ZoneInfo(exchange.timezone))
    at = max(at, min(begins, now - timedelta(days=1)))
    # Not the showing: what was to be shown without a network is shown now, and the room went on.
    rounds = session.rounds.values_list("opened_at", "closed_at")
    happened = [moment for row in rounds for moment in row if moment]
    begun = session.agenda.filter(begun_at__isnull=False).values_list("begun_at", flat=True)
    happened += [moment for moment in [*begun, session.opening_at, session.closing_at] if moment]
    paused = session.pauses.values_list("begun_at", "ended_at")
    happened += [moment for row in paused for moment in row if moment]
    return min(now, max([at, *happened]))


def end_pause(session: Session, moment: datetime) -> bool:
    """Let the minutes run on; whether they stood still."""
    open_ones = session.pauses.filter(ended_at__isnull=True, begun_at__lte=moment)
    return open_ones.update(ended_at=moment) > 0
