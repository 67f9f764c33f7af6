"""When a session is final: nothing is added to its answers, and its guests are out."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from assessments.actions import seal_round
from core import clock
from core.audit import action, record
from core.errors import NotAllowed
from peergroups.actions.sessions import CannotChange, bump
from peergroups.models import Session
from peergroups.rules import sealing_blockers
from regions.reader import Reader

WITHOUT_MINUTES: Final = timedelta(days=30)  # after the close, if nobody confirms any


class OnlyByItself(NotAllowed):
    sentence = _("Answers become final when the minutes are confirmed, or 30 days after the close.")


@action
def seal_old_session(*, session: Session, by: Reader) -> Session:
    """Make the answers of a session final whose minutes nobody confirmed."""
    if not by.is_system:
        raise OnlyByItself
    session = make_final(session)
    record(by=by, verb="session.sealed", obj=session)
    return session


def make_final(session: Session) -> Session:
    """Seal all rounds and end the guests' access; part of an action that says who did it.

    Rounds are locked before the session, as by everybody who answers. The system seals: whoever
    confirms minutes need not lead the rounds.
    """
    for each in session.rounds.closed().order_by("pk"):
        seal_round(round_=each, by=Reader.system())
    session = Session.objects.select_for_update().get(pk=session.pk)
    if reasons := sealing_blockers(session):
        raise CannotChange(*reasons)
    if session.confirmed_at is None:
        session.confirmed_at = clock.now()
        session.save(update_fields=["confirmed_at"])
    bump(session)
    return session
