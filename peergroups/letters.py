"""To whom letters about a session still go."""

from typing import Final

from core.mail import register_check
from core.models import Mail
from exchanges.models import Participation
from peergroups.models import Session
from peergroups.people import is_of

IN_SESSION: Final = "peergroups.in_session"


def is_in_session(letter: Mail) -> bool:
    """For those who still take part in a session that is still ahead or going on."""
    session = Session.objects.filter(pk=letter.about.get("session"), closed_at=None).first()
    person = Participation.objects.filter(pk=letter.about.get("participation")).first()
    if session is None or session.cancelled_at or person is None:
        return False
    return is_of(session, person)


def register() -> None:
    """Called when the apps are ready."""
    register_check(IN_SESSION, is_in_session)
