"""Letters about a session: to whom they still go, and what an invitation says of it."""

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.links import absolute
from core.mail import register_check
from core.models import Mail
from exchanges.calendar import address_of, register_lines
from exchanges.letters import tell_again
from exchanges.models import Exchange, Participation
from peergroups.models import AgendaItem, Session
from peergroups.people import is_of, people_of

IN_SESSION: Final = "peergroups.in_session"


def is_in_session(letter: Mail) -> bool:
    """For those who still take part in a session that is still ahead or going on."""
    session = Session.objects.filter(pk=letter.about.get("session"), closed_at=None).first()
    person = Participation.objects.filter(pk=letter.about.get("participation")).first()
    if session is None or session.cancelled_at or person is None:
        return False
    return is_of(session, person)


def sessions_for(exchange: Exchange, person: Participation) -> list[str]:
    """Title and agenda of the sessions in which the person is; for a guest, how to come in."""
    lines: list[str] = []
    held = exchange.sessions.filter(closed_at=None, cancelled_at=None)
    for session in held.prefetch_related("agenda__practice").order_by("pk"):
        if not is_of(session, person):
            continue
        lines.append(session.title)
        lines += agenda_of(session, exchange, list(session.agenda.all()))
        if person.user_id is None:
            address = absolute(reverse("join_room", args=[session.room_code]))
            words = {"code": session.room_code_in_words, "url": address}
            lines.append(_("Come in with the code %(code)s: %(url)s") % words)
        lines.append(absolute(session.get_absolute_url()))
    return lines


def agenda_of(session: Session, exchange: Exchange, items: list[AgendaItem]) -> list[str]:
    """10:05 Competence Map; without a start only the practices."""
    lines = []
    passed = session.opening_minutes
    for item in items:
        at = ""
        if exchange.starts_at:
            begun = datetime.combine(exchange.starts_on, exchange.starts_at)
            at = f"{begun + timedelta(minutes=passed):%H:%M} "
        lines.append(f"{at}{item.title}")
        passed += item.minutes
    return lines


def tell_agenda(session: Session) -> int:
    """Send the entry for the calendar again to everybody of a session; how many letters."""
    exchange = Exchange.objects.get(pk=session.exchange_id)
    if exchange.ends_on < clock.today() or exchange.cancelled_at:
        return 0
    items = list(session.agenda.select_related("practice"))

    def words() -> tuple[str, str]:
        lines = "\n".join(agenda_of(session, exchange, items))
        url = absolute(session.get_absolute_url())
        subject = _("New agenda: %(title)s") % {"title": session.title}
        return subject, _("The agenda is another one now:\n\n%(agenda)s\n\n%(url)s\n") % {
            "agenda": lines,
            "url": url,
        }

    people = [each for each in people_of(session).with_people() if address_of(each)]
    tell_again(exchange, people, "agenda", words)
    return len(people)


def register() -> None:
    """Called when the apps are ready."""
    register_lines(sessions_for)
    register_check(IN_SESSION, is_in_session)
