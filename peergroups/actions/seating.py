"""Sessions in parallel: made from a plan, and who sits in which of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.models import CriteriaSet
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotAllowed
from core.links import absolute
from core.mail import post
from exchanges.actions import Person, invite
from exchanges.models import Exchange, Participation
from peergroups.actions.sessions import (
    CannotChange,
    NotTheModerator,
    add_item,
    bump,
    create_session,
    lock_managed,
)
from peergroups.models import PeerGroup, Session, SessionModerator, SessionPlace
from peergroups.planning.meetings import plannable_by
from peergroups.rules import (
    living_blockers,
    managing_blockers,
    naming_blockers,
    seating_blockers,
)
from practices.models import Practice
from regions.reader import Reader


class NotYourMeeting(NotAllowed):
    sentence = gettext_lazy("You do not read the people of this meeting, so you cannot seat them.")


class CannotName(NotAllowed):
    """The person cannot be made a moderator; the reason says by whom."""


@dataclass(frozen=True)
class Table:
    """One of the sessions to make: its practices with their minutes, and who sits there."""

    title: str
    talks: Sequence[tuple[Practice, int]]
    people: Sequence[Participation]
    opening: int
    closing: int
    moderator: User | None = None
    room_code: str = ""


@action
def make_sessions(
    *,
    exchange: Exchange,
    group: PeerGroup,
    criteria_set: CriteriaSet,
    tables: Sequence[Table],
    by: Reader,
    is_demonstration: bool = False,
) -> Exchange:
    """Make the sessions of a plan at once, all or none (S04)."""
    managed = PeerGroup.objects.filter(pk=group.pk).managed_by(by).exists()
    if reasons := managing_blockers(managed):
        raise NotTheModerator(*reasons)
    if not plannable_by(by, clock.today()).filter(pk=exchange.pk).exists():
        raise NotYourMeeting
    if not any(table.talks for table in tables):
        raise BadInput(_("Choose at least one practice."))
    Exchange.objects.select_for_update(no_key=True).get(pk=exchange.pk)
    _check_people(exchange, tables)
    _check_seats(tables)
    for table in tables:
        session = create_session(
            group=group,
            title=table.title,
            criteria_set=criteria_set,
            exchange=exchange,
            room_code=table.room_code,
            is_demonstration=is_demonstration,
            by=by,
        )
        session.opening_minutes, session.closing_minutes = table.opening, table.closing
        session.save(update_fields=["opening_minutes", "closing_minutes"])
        for practice, minutes in table.talks:
            add_item(session=session, practice=practice, minutes=minutes, by=by)
        _seat(session, table.people, by)
        if table.moderator:
            _name(session, table.moderator, by)
    return exchange


def _check_people(exchange: Exchange, tables: Sequence[Table]) -> None:
    """Somebody may have left the list since the plan was made."""
    wanted = [person.pk for table in tables for person in table.people]
    there = Participation.objects.all_of(exchange).taking_part().filter(pk__in=wanted)
    if len(wanted) != len(set(wanted)) or there.count() != len(wanted):
        raise CannotChange(_("The list of people has changed. Look at the plan again."))


def _check_seats(tables: Sequence[Table]) -> None:
    """Beside sessions with places, one without any would be open to the whole meeting."""
    if not any(table.people for table in tables):
        return
    for table in tables:
        if not table.people:
            said = _("Nobody sits in “%(session)s”. Make fewer groups, or move somebody there.")
            raise CannotChange(said % {"session": table.title})


def _seat(session: Session, people: Collection[Participation], by: Reader) -> None:
    SessionPlace.objects.bulk_create(
        SessionPlace(session=session, participation=person) for person in people
    )
    ids = sorted(person.pk for person in people)
    record(by=by, verb="session.people_seated", obj=session, changes={"participations": ids})


def _name(session: Session, user: User, by: Reader) -> None:
    """Say who leads the session; whoever is no moderator of the group is named by the coordinator.

    The person is told (U05).
    """
    standing = session.group.memberships.current().filter(is_moderator=True, user=user).exists()
    if reasons := naming_blockers(by, user.pk, is_standing=standing):
        raise CannotName(*reasons)
    SessionModerator.objects.create(session=session, user=user)
    record(by=by, verb="session.moderator_named", obj=session, changes={"user": user.pk})
    if user.pk != by.user_id:
        post(
            to=user.email,
            subject=_("You moderate “%(session)s”") % {"session": session.title},
            body=_("The session is planned. Its agenda and people:\n%(url)s\n")
            % {"url": absolute(session.get_absolute_url())},
        )


@action
def move_to_session(*, participation: Participation, session: Session, by: Reader) -> SessionPlace:
    """Let somebody sit in this one of the parallel sessions, and in no other (S04)."""
    others = Session.objects.filter(exchange=session.exchange_id).exclude(pk=session.pk)
    held = others.filter(seatings__participation=participation, cancelled_at=None)
    left = list(held.order_by("pk"))
    for each in left:  # one leaves only what has not ended
        _check_seating(lock_managed(each, by))
        _check_leaving(each, participation)
    session = lock_managed(session, by)
    _check_seating(session)
    is_listed = Participation.objects.all_of(session.exchange).taking_part()
    if not is_listed.filter(pk=participation.pk).exists():
        raise CannotChange(_("This person does not take part in the meeting."))
    SessionPlace.objects.filter(participation=participation, session__in=left).delete()
    place, _is_new = SessionPlace.objects.get_or_create(
        session=session, participation=participation
    )
    record(
        by=by,
        verb="session.person_moved",
        obj=session,
        changes={"participation": participation.pk},
    )
    for each in [session, *left]:
        bump(each)
    return place


def _check_seating(session: Session) -> None:
    has_places = session.seatings.exists()
    if reasons := seating_blockers(session, has_places, session.rounds.open().exists()):
        raise CannotChange(*reasons)


def _check_leaving(session: Session, participation: Participation) -> None:
    """A session without any place would be open to the whole meeting."""
    if not session.seatings.exclude(participation=participation).exists():
        sentence = _(
            "Nobody would be left in “%(session)s”, and everybody of the meeting would be in it. "
            "Cancel it first."
        )
        raise CannotChange(sentence % {"session": session.title})


@action
def invite_to_session(*, session: Session, person: Person, by: Reader) -> Participation:
    """Put somebody on the list of the meeting; with places, they get one here if they have none."""
    invited = invite(exchange=session.exchange, person=person, by=by)
    parallel = Session.objects.filter(exchange=session.exchange_id, cancelled_at=None)
    has_place = invited.session_places.filter(session__in=parallel).exists()
    if session.seatings.exists() and not has_place and not living_blockers(session):
        _seat(session, [invited], by)
        bump(session)
    return invited
