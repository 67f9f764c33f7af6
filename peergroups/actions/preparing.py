"""Before a session: case questions, expectations, a reminder."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock
from core.audit import action, record
from core.errors import NotAllowed
from core.links import absolute
from core.mail import post
from exchanges.models import Participation
from exchanges.rules import letters_to
from peergroups.actions.sessions import CannotChange, lock_managed
from peergroups.letters import IN_SESSION
from peergroups.models import AgendaItem, Expectation, Session
from peergroups.people import moderator_ids, own_in, people_of
from peergroups.preparing.rules import (
    asking_blockers,
    asks_about,
    preparing_blockers,
    reminding_blockers,
)
from regions.reader import Reader


class NotYourQuestion(NotAllowed):
    """The practice is presented by another region; the reason says who writes."""


class NotOfTheSession(NotAllowed):
    sentence = gettext_lazy("You do not take part in this session.")


@action
def write_case_question(*, item: AgendaItem, question: str, by: Reader) -> AgendaItem:
    """Say what the others should think about: the people of the presenting region, a moderator."""
    session = Session.objects.select_for_update().get(pk=item.session_id)
    leads = by.is_system or Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    own = own_in(session, by).taking_part().select_related("partner__region").first()
    if reasons := asking_blockers(may_ask=leads or asks_about(by, own, item.practice)):
        raise NotYourQuestion(*reasons)
    if reasons := preparing_blockers(session):
        raise CannotChange(*reasons)
    item.case_question = " ".join(question.split())
    item.save(update_fields=["case_question"])
    record(by=by, verb="agenda.case_question_written", obj=item, changes={"session": session.pk})
    return item


@action
def keep_expectation(*, session: Session, text: str, has_read: bool, by: Reader) -> Expectation:
    """Keep what somebody expects, and whether they have read; the last word stands."""
    place = own_in(session, by).taking_part().first()
    if place is None:
        raise NotOfTheSession
    session = Session.objects.select_for_update().get(pk=session.pk)
    if reasons := preparing_blockers(session):
        raise CannotChange(*reasons)
    before = Expectation.objects.filter(session=session, participation=place).first()
    kept, _made = Expectation.objects.update_or_create(
        session=session,
        participation=place,
        defaults={
            "text": text.strip(),
            "has_read_at": _when(before, has_read=has_read),
            "changed_at": clock.now(),
        },
    )
    record(by=by, verb="session.expectation_kept", obj=kept, changes={"has_read": has_read})
    return kept


def _when(before: Expectation | None, *, has_read: bool) -> datetime | None:
    if not has_read:
        return None
    return (before and before.has_read_at) or clock.now()


@action
def remind_unprepared(*, session: Session, by: Reader) -> Session:
    """Write once to everybody who has not read, or not said what they expect."""
    session = lock_managed(session, by)
    waiting = _unprepared(session)
    if reasons := reminding_blockers(session, len(waiting), clock.today()):
        raise CannotChange(*reasons)
    for each in waiting:
        _remind(session, each)
    session.reminded_at = clock.now()
    session.save(update_fields=["reminded_at"])
    ids = [each.pk for each in waiting]
    record(by=by, verb="session.people_reminded", obj=session, changes={"participations": ids})
    return session


def _unprepared(session: Session) -> list[Participation]:
    ready = session.expectations.filter(has_read_at__isnull=False).exclude(text="")
    waiting = people_of(session).exclude(pk__in=ready.values("participation"))
    leading = set(moderator_ids(session))
    return [each for each in waiting.with_people() if each.user_id not in leading]


def _remind(session: Session, person: Participation) -> None:
    """One letter; a guest without an address gets none."""
    address = person.user.email if person.user else person.email
    if not address:
        return
    practices = session.agenda.count()
    read = ngettext("Read %(n)s practice", "Read %(n)s practices", practices) % {"n": practices}
    beginning = letters_to(person) if person.user is None else f"<account-{person.pk}-"
    post(
        to=address,
        person=person.user_id,
        check=IN_SESSION,
        about={"session": session.pk, "participation": person.pk},
        subject=_("Prepare for “%(session)s”") % {"session": session.title},
        body=_("%(read)s, and say in a line what you want to take home:\n%(url)s\n")
        % {"read": read, "url": absolute(f"{session.get_absolute_url()}#preparation")},
        message_id=f"{beginning}prepare-{session.pk}-{clock.today():%Y%m%d}@{settings.MAIL_DOMAIN}>",
    )
