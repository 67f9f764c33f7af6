"""The minutes of the room: its start, its end, and that they stand still for a while."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.audit import action, record
from peergroups.actions.moments import AlreadyDone, end_pause, lock_moderated, moment_in
from peergroups.actions.sessions import CannotChange, bump
from peergroups.models import Pause, Session
from peergroups.rules import going_on_blockers, living_blockers
from regions.reader import Reader


@action
def start_opening(*, session: Session, by: Reader, at: datetime | None = None) -> Session:
    """Begin the session: people come in, and try the test question. Its minutes run from now."""
    session = lock_moderated(session, by)
    if reasons := living_blockers(session):
        raise CannotChange(*reasons)
    if session.opening_at or session.agenda.filter(begun_at__isnull=False).exists():
        raise AlreadyDone(_("The session has begun already."))
    session.opening_at = moment_in(session, at)
    session.current_item = None
    session.save(update_fields=["opening_at", "current_item"])
    record(by=by, verb="session.opened", obj=session, changes={})
    bump(session)
    return session


@action
def start_closing(*, session: Session, by: Reader, at: datetime | None = None) -> Session:
    """Begin with the end of the session: what comes of it, and who does it."""
    session = lock_moderated(session, by)
    if session.closing_at:
        raise AlreadyDone(_("The room is at its end already."))
    if reasons := going_on_blockers(session, session.rounds.open().exists()):
        raise CannotChange(*reasons)
    moment = moment_in(session, at)
    end_pause(session, moment)
    session.closing_at = moment
    session.save(update_fields=["closing_at"])
    record(by=by, verb="session.closing", obj=session, changes={})
    bump(session)
    return session


@action
def pause(*, session: Session, by: Reader, at: datetime | None = None) -> Session:
    """Let the minutes stand still. A round stays as it is."""
    session = lock_moderated(session, by)
    if reasons := living_blockers(session):
        raise CannotChange(*reasons)
    if session.pauses.filter(ended_at__isnull=True).exists():
        raise AlreadyDone(_("The time stands still already."))
    Pause.objects.create(session=session, begun_at=moment_in(session, at))
    record(by=by, verb="session.paused", obj=session, changes={})
    bump(session)
    return session


@action
def run_on(*, session: Session, by: Reader, at: datetime | None = None) -> Session:
    """Let the minutes run on where they stood still."""
    session = lock_moderated(session, by)
    if not end_pause(session, moment_in(session, at)):
        raise AlreadyDone(_("The time runs already."))
    record(by=by, verb="session.ran_on", obj=session, changes={})
    bump(session)
    return session
