"""What the worker does for sessions while nobody waits."""

from datetime import timedelta
from typing import Final

from core import clock
from exchanges.actions import forget_address
from exchanges.models import Participation
from peergroups.actions.sealing import WITHOUT_MINUTES, seal_old_session
from peergroups.actions.sessions import tell_new_agenda
from peergroups.models import Session
from regions.reader import Reader

AGENDA_RESTS: Final = timedelta(hours=1)
ADDRESSES_KEPT: Final = timedelta(days=30)  # after the last minutes of a meeting are confirmed


def seal_old_sessions() -> int:
    """Make sessions final whose minutes nobody confirmed within 30 days; how many."""
    due = list(Session.objects.closed_before(clock.now() - WITHOUT_MINUTES).order_by("pk"))
    for session in due:
        seal_old_session(session=session, by=Reader.system())
    return len(due)


def tell_new_agendas() -> int:
    """Write once about agendas that have rested for an hour, for a planner moves much; how many."""
    rested = Session.objects.agenda_changed_before(clock.now() - AGENDA_RESTS)
    due = list(rested.order_by("pk"))
    for session in due:
        tell_new_agenda(session=session, by=Reader.system())
    return len(due)


def forget_guests() -> int:
    """Erase the addresses of guests 30 days after the minutes were confirmed; how many."""
    cutoff = clock.now() - ADDRESSES_KEPT
    awaited = Session.objects.awaiting_minutes_since(cutoff).values("exchange")
    due = Participation.objects.guests_with_address(ended_before=cutoff.date())
    guests = list(due.exclude(exchange__in=awaited).order_by("pk"))
    for guest in guests:
        forget_address(participation=guest, by=Reader.system())
    return len(guests)
