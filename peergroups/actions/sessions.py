"""Sessions: planned, with an agenda, cancelled or closed."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assessments.actions import close_round
from assessments.models import CriteriaSet
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotAllowed, NotNow
from exchanges.actions import (
    Details,
    Person,
    cancel_exchange,
    change_exchange,
    invite,
    plan_exchange,
)
from exchanges.models import Exchange
from peergroups.letters import tell_agenda
from peergroups.models import AgendaItem, PeerGroup, Session
from peergroups.people import people_of
from peergroups.room_codes import new_code
from peergroups.rules import (
    agenda_blockers,
    cancelling_blockers,
    living_blockers,
    managing_blockers,
    moderating_blockers,
)
from practices.models import Practice
from regions.models import Membership
from regions.reader import Reader

SHORTEST_ITEM, LONGEST_ITEM = 1, 240  # minutes, as in the table


class NotTheModerator(NotAllowed):
    """The person does not lead this session; the reason says who does."""


class CannotChange(NotNow):
    """The session stays as it is; the reasons say why."""


@action
def create_session(
    *,
    group: PeerGroup,
    title: str,
    criteria_set: CriteriaSet,
    by: Reader,
    exchange: Exchange | None = None,
    event: Details | None = None,
    invites_members: bool = False,
    room_code: str = "",
    is_demonstration: bool = False,
) -> Session:
    """Plan a session of a group: at an exchange, or as an event of its own (`event`)."""
    manages = PeerGroup.objects.filter(pk=group.pk).managed_by(by).exists()
    if reasons := managing_blockers(manages):
        raise NotTheModerator(*reasons)
    if exchange is None:
        if event is None:
            raise BadInput
        exchange = plan_exchange(
            details=event, by=by, for_session=True, is_demonstration=is_demonstration
        )
    session = Session.objects.create(
        exchange=exchange,
        group=group,
        title=title.strip(),
        criteria_set=criteria_set,
        room_code=room_code or _free_code(),
    )
    record(
        by=by,
        verb="session.planned",
        obj=session,
        changes={"group": group.pk, "exchange": exchange.pk},
    )
    if invites_members:
        _invite_members(session, by)
    return session


def _free_code() -> str:
    taken = set(Session.objects.filter(closed_at=None).values_list("room_code", flat=True))
    code = new_code()
    while code in taken:
        code = new_code()
    return code


def _invite_members(session: Session, by: Reader) -> None:
    users = session.group.memberships.filter(left_at__isnull=True).values("user")
    held = Membership.objects.active().filter(user__in=users).select_related("partner", "user")
    seen: set[int] = set()
    for each in held.order_by("user_id", "pk"):
        if each.user_id not in seen:
            seen.add(each.user_id)
            person = Person(each.partner, each.level, user=each.user)
            invite(exchange=session.exchange, person=person, by=by)


@action
def change_session(
    *,
    session: Session,
    title: str,
    criteria_set: CriteriaSet,
    by: Reader,
    event: Details | None = None,
) -> Session:
    """Change title, questions, and date and place of an event of its own.

    The questions change only before the first round opens (S05).
    """
    session = lock_managed(session, by)
    blockers = living_blockers(session)
    if criteria_set.pk != session.criteria_set_id:
        blockers = agenda_blockers(session, has_rounds(session))
    if blockers:
        raise CannotChange(*blockers)
    session.title, session.criteria_set = title.strip(), criteria_set
    session.save(update_fields=["title", "criteria_set"])
    if event is not None and session.has_own_event:
        change_exchange(exchange=session.exchange, details=event, by=by, for_session=True)
    record(by=by, verb="session.changed", obj=session, changes={"criteria_set": criteria_set.pk})
    bump(session)
    return session


@action
def add_item(*, session: Session, practice: Practice, minutes: int, by: Reader) -> AgendaItem:
    """Put a practice at the end of the agenda."""
    session = _lock_plannable(session, by)
    if not practice.can_be_rated:
        raise BadInput(_("Only a published practice with a description can be rated."))
    if session.agenda.filter(practice=practice).exists():
        raise BadInput(_("This practice is on the agenda already."))
    last = session.agenda.order_by("position").last()
    item = AgendaItem.objects.create(
        session=session,
        practice=practice,
        minutes=minutes,
        position=last.position + 1 if last else 1,
    )
    record(by=by, verb="agenda.item_added", obj=item, changes={"practice": practice.pk})
    _move_entries(session)
    return item


@action
def remove_item(*, item: AgendaItem, by: Reader) -> Session:
    """Take a practice off the agenda; the others close up."""
    session = _lock_plannable(item.session, by)
    record(by=by, verb="agenda.item_removed", obj=item, changes={"practice": item.practice_id})
    session.agenda.filter(pk=item.pk).delete()
    session.agenda.filter(position__gt=item.position).update(position=F("position") - 1)
    _move_entries(session)
    return session


@action
def move_item(*, item: AgendaItem, earlier: bool, by: Reader) -> AgendaItem:
    """Let a practice change places with the one before or after it."""
    session = _lock_plannable(item.session, by)
    item = session.agenda.get(pk=item.pk)
    wanted = item.position + (-1 if earlier else 1)
    neighbour = session.agenda.filter(position=wanted).first()
    if neighbour is None:
        raise CannotChange(_("It is at the end of the agenda already."))
    neighbour.position, item.position = item.position, wanted
    neighbour.save(update_fields=["position"])
    item.save(update_fields=["position"])
    record(by=by, verb="agenda.item_moved", obj=item, changes={"position": wanted})
    _move_entries(session)
    return item


@action
def change_minutes(*, item: AgendaItem, minutes: int, by: Reader) -> AgendaItem:
    """Give a practice more or less time; what comes after it moves."""
    session = _lock_plannable(item.session, by)
    item = session.agenda.get(pk=item.pk)
    if not SHORTEST_ITEM <= minutes <= LONGEST_ITEM:
        raise BadInput(_("A practice takes between 1 and 240 minutes."))
    if minutes == item.minutes:
        raise CannotChange(_("It takes as many minutes already."))
    item.minutes = minutes
    item.save(update_fields=["minutes"])
    record(by=by, verb="agenda.minutes_changed", obj=item, changes={"minutes": minutes})
    _move_entries(session)
    return item


@action
def cancel_session(*, session: Session, by: Reader) -> Session:
    """Cancel a session in which nobody has answered."""
    session = lock_managed(session, by)
    if reasons := cancelling_blockers(session, has_rounds(session)):
        raise CannotChange(*reasons)
    session.cancelled_at = clock.now()
    session.save(update_fields=["cancelled_at"])
    if session.has_own_event and session.exchange.ends_on >= clock.today():
        cancel_exchange(exchange=session.exchange, by=by, for_session=True)
    record(by=by, verb="session.cancelled", obj=session)
    bump(session)
    return session


@action
def close_session(*, session: Session, by: Reader) -> Session:
    """End the session: rounds close and no new ones open.

    Answers given before the close count when they arrive, and guests read on, until the minutes
    are confirmed. Rounds are locked before the session, as by everybody who answers.
    """
    moderates = Session.objects.filter(pk=session.pk).moderated_by(by).exists() or by.is_system
    if reasons := moderating_blockers(moderates):
        raise NotTheModerator(*reasons)
    for each in session.rounds.order_by("pk"):
        if each.is_open:
            close_round(round_=each, by=by)
    session = Session.objects.select_for_update().get(pk=session.pk)
    reasons = living_blockers(session)
    if session.rounds.open().exists():
        reasons = [_("A round was opened in the meantime. Close it first.")]
    if reasons:
        raise CannotChange(*reasons)
    session.closed_at = clock.now()
    session.save(update_fields=["closed_at"])
    record(by=by, verb="session.closed", obj=session)
    bump(session)
    return session


def has_rounds(session: Session) -> bool:
    return session.rounds.exists()


def lock_managed(session: Session, by: Reader) -> Session:
    """Lock a session that the reader plans, or raise `NotTheModerator`."""
    manages = Session.objects.filter(pk=session.pk).managed_by(by).exists()
    if reasons := managing_blockers(manages):
        raise NotTheModerator(*reasons)
    return Session.objects.select_for_update().get(pk=session.pk)


def _lock_plannable(session: Session, by: Reader) -> Session:
    session = lock_managed(session, by)
    if reasons := agenda_blockers(session, has_rounds(session)):
        raise CannotChange(*reasons)
    return session


def _move_entries(session: Session) -> None:
    """The entries in people's calendars are older ones now; who has one is written to later."""
    Exchange.objects.filter(pk=session.exchange_id).update(sequence=F("sequence") + 1)
    if people_of(session).exists():
        session.agenda_changed_at = clock.now()
        session.save(update_fields=["agenda_changed_at"])
    bump(session)


@action
def tell_new_agenda(*, session: Session, by: Reader) -> Session:
    """Write to those on the list, once for all that changed on the agenda since the last time."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.agenda_changed_at is None:
        raise CannotChange(_("Everybody has this agenda already."))
    session.agenda_changed_at = None
    session.save(update_fields=["agenda_changed_at"])
    sent = tell_agenda(session) if session.is_live else 0
    record(by=by, verb="agenda.told", obj=session, changes={"letters": sent})
    return session


def bump(session: Session) -> None:
    """Tell every board of the session that something changed."""
    Session.objects.filter(pk=session.pk).update(revision=F("revision") + 1)
