"""Coming into the room, as a person with an account or as a guest by name."""

from django.utils.translation import gettext_lazy as _

from assessments.actions import add_seat
from assessments.actions.seats import NoSeat
from assessments.models import Round, Seat
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from exchanges.actions import join, keep_address, release_name
from exchanges.actions.people import NameTaken
from exchanges.models import Participation
from peergroups.actions.board import plan_of
from peergroups.actions.sessions import bump
from peergroups.models import Session
from peergroups.people import own_in, people_in
from peergroups.rules import living_blockers
from regions.reader import Reader


class CannotJoin(NotNow):
    """The room is closed; the reasons say why."""


class NotInvited(NotAllowed):
    sentence = _("You are not on the list of this session. Ask the moderator to add you.")


@action
def join_session(*, session: Session, by: Reader) -> Participation:
    """Come in, with an account or as the guest one is; sit down if a round is open."""
    place = own_in(session, by).first()
    if place is None:
        raise NotInvited
    return _come_in(session, place, by)


@action
def join_as_guest(
    *, session: Session, participation: Participation, by: Reader, address: str = ""
) -> Participation:
    """Take a name from the list; the browser that does so holds its key from now on.

    Whoever holds the room code may do this, once per name. `address` is for the minutes.
    """
    place = Participation.objects.select_for_update().get(pk=participation.pk)
    here = people_in(Session.objects.filter(pk=session.pk)).filter(pk=place.pk)
    if place.user_id is not None or not here.exists():
        raise NotInvited
    if place.joined_at is not None and place.person_key != by.person_key:
        raise NameTaken
    guest = Reader(person_key=place.person_key)
    place = _come_in(session, place, guest)
    return keep_address(participation=place, address=address, by=guest) if address else place


def _come_in(session: Session, place: Participation, by: Reader) -> Participation:
    session = Session.objects.get(pk=session.pk)  # read anew: it may have been closed meanwhile
    if reasons := living_blockers(session):
        raise CannotJoin(*reasons)
    place = join(participation=place, by=by)
    opened = session.rounds.open().first()
    if opened is not None:
        _sit_down(opened, place, by)
    record(by=by, verb="session.joined", obj=session, changes={"participation": place.pk})
    bump(session)
    return place


def _sit_down(opened: Round, place: Participation, by: Reader) -> Seat | None:
    """Take a seat where one may; of the origin and as a moderator one only listens."""
    try:
        return add_seat(round_=opened, plan=plan_of(place), by=by)
    except NoSeat:
        return None


@action
def release_guest(*, session: Session, participation: Participation, by: Reader) -> Participation:
    """Free a name that the wrong person took: the right one can take it, with its seats."""
    place = people_in(Session.objects.filter(pk=session.pk)).get(pk=participation.pk)
    released = release_name(participation=place, by=by)
    record(by=by, verb="session.name_released", obj=session, changes={"participation": released.pk})
    bump(session)
    return released
