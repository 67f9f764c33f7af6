"""What the moderators note during a session, the beginning of its minutes."""

from django.utils.translation import gettext_lazy as _

from core.audit import action, record
from core.errors import BadInput, Stale
from peergroups.actions.sessions import CannotChange, NotTheModerator, bump
from peergroups.models import Session
from peergroups.rules import base_of, moderating_blockers, noting_blockers
from regions.reader import Reader

MAX_NOTES = 5000


class NotesChanged(Stale):
    """Another moderator wrote meanwhile; `theirs` is what stands there now."""

    sentence = _("Another moderator wrote meanwhile. Both texts are shown; nothing is lost.")

    def __init__(self, theirs: str) -> None:
        super().__init__()
        self.theirs = theirs


class TooLong(BadInput):
    sentence = _("The notes are too long. Use at most 5,000 characters.")


@action
def save_notes(*, session: Session, text: str, base: str, by: Reader) -> Session:
    """Keep the notes, if they still are what the writer began with."""
    session = _lock(session, by)
    text = _tidy(text)
    if session.notes != text and base != base_of(session.notes):
        raise NotesChanged(session.notes)
    return _keep(session, text, by)


@action
def add_notes(*, session: Session, text: str, base: str, by: Reader) -> Session:
    """Keep notes that were written without a network; below what others wrote meanwhile."""
    session = _lock(session, by)
    return _keep(session, _joined(session.notes, _tidy(text), base), by)


def _joined(theirs: str, ours: str, base: str) -> str:
    """Both texts, unless one of them holds the other."""
    if base == base_of(theirs) or theirs in ours:
        return ours
    return theirs if ours in theirs else f"{theirs}\n\n{ours}"


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip()


def _lock(session: Session, by: Reader) -> Session:
    moderates = Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    if reasons := moderating_blockers(moderates or by.is_system):
        raise NotTheModerator(*reasons)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if reasons := noting_blockers(session):
        raise CannotChange(*reasons)
    return session


def _keep(session: Session, text: str, by: Reader) -> Session:
    if len(text) > MAX_NOTES:
        raise TooLong
    is_new = text != session.notes
    session.notes = text
    session.save(update_fields=["notes"])
    record(by=by, verb="session.noted", obj=session, changes={"length": len(text)})
    if is_new:
        bump(session)
    return session
