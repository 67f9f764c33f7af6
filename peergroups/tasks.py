"""What the worker does for sessions while nobody waits."""

from core import clock
from peergroups.actions.sealing import WITHOUT_MINUTES, seal_old_session
from peergroups.models import Session
from regions.reader import Reader


def seal_old_sessions() -> int:
    """Make sessions final whose minutes nobody confirmed within 30 days; how many."""
    due = list(Session.objects.closed_before(clock.now() - WITHOUT_MINUTES).order_by("pk"))
    for session in due:
        seal_old_session(session=session, by=Reader.system())
    return len(due)
