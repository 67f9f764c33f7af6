"""How the pages of a session find it for who asks: unknown is 404, known but not allowed 403."""

from django.shortcuts import get_object_or_404

from assessments.models import Round
from peergroups.actions.sessions import NotTheModerator
from peergroups.models import AgendaItem, Session
from peergroups.rules import managing_blockers, moderating_blockers
from regions.reader import Reader


def session_for(reader: Reader, pk: int) -> Session:
    """The session for somebody who reads its details (S02)."""
    sessions = Session.objects.visible_to(reader).with_event().with_leading(reader)
    return get_object_or_404(sessions.with_newer_questions(), pk=pk)


def moderates(reader: Reader, session: Session) -> bool:
    known = vars(session).get("is_led")  # of a session that was found for this reader
    if known is not None:
        return bool(known)
    return Session.objects.moderated_by(reader).filter(pk=session.pk).exists()


def manages(reader: Reader, session: Session) -> bool:
    return Session.objects.managed_by(reader).filter(pk=session.pk).exists()


def moderated_session(reader: Reader, pk: int) -> Session:
    """The session for one of its moderators (S07)."""
    session = session_for(reader, pk)
    if reasons := moderating_blockers(moderates(reader, session)):
        raise NotTheModerator(*reasons)
    return session


def managed_session(reader: Reader, pk: int) -> Session:
    """The session for its moderators and the coordinator (S04, S05)."""
    session = session_for(reader, pk)
    if reasons := managing_blockers(manages(reader, session)):
        raise NotTheModerator(*reasons)
    return session


def item_of(session: Session, pk: int) -> AgendaItem:
    return get_object_or_404(session.agenda.select_related("practice", "session"), pk=pk)


def round_of(session: Session, pk: int) -> Round:
    """A round of the session's agenda, whatever its state."""
    rounds = session.rounds.select_related("revision__practice", "criteria_set")
    return get_object_or_404(rounds, pk=pk)
