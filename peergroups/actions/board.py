"""What a moderator does at the board: rounds of the agenda, and going on.

`at` is when it was done in a room without a network; nothing lies before what happened in the
session already. What another moderator has done meanwhile is no mistake: `AlreadyDone`.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions import (
    SeatPlan,
    close_round,
    open_round,
    open_second_round,
    reopen_round,
    reveal_round,
)
from assessments.models import Round, RoundKind, RoundState
from core.audit import action, record
from core.errors import NotNow
from exchanges.models import Participation
from peergroups.actions.moments import AlreadyDone, end_pause, lock_moderated, moment_in
from peergroups.actions.sessions import CannotChange, bump
from peergroups.models import AgendaItem, AgendaRound, Session
from peergroups.people import moderator_ids, people_of
from peergroups.rules import going_on_blockers, living_blockers, opening_blockers
from regions.reader import Reader


class NoRound(NotNow):
    sentence = _("This practice had no round yet.")


@action
def open_item_round(*, item: AgendaItem, by: Reader, at: datetime | None = None) -> Round:
    """Open the first round about a practice of the agenda, for everybody in the room."""
    session = lock_moderated(item.session, by)
    rounds = list(Round.objects.filter(agenda_round__item=item).order_by("pk"))
    any_open = session.rounds.open().exists()
    if rounds and not living_blockers(session):
        raise AlreadyDone(_opened_already(rounds[-1]))
    if reasons := opening_blockers(session, rounds, any_open):
        raise CannotChange(*reasons)
    revision = item.practice.published_revision
    if revision is None:
        raise CannotChange(_("This practice is not published now, so it cannot be rated."))
    opened = open_round(
        revision=revision,
        criteria_set=session.criteria_set,
        kind=RoundKind.SESSION,
        seats=plans_of(session),
        moderators=moderator_ids(session),
        by=by,
        at=moment_in(session, at),
    )
    _put_on_board(session, item, opened, by)
    return opened


def _opened_already(last: Round) -> str | Promise:
    if last.is_open:
        return _("The round is open already.")
    return _("This practice had its round already.")


@action
def open_item_second_round(
    *, item: AgendaItem, by: Reader, after: Round | None = None, at: datetime | None = None
) -> Round:
    """Open the next round about the same practice, after the answers were shown.

    `after`: the round that the moderator saw as the last one.
    """
    rounds = Round.objects.filter(agenda_round__item=item).order_by("pk")
    rounds.select_for_update(of=("self",)).last()  # before the session, as by whoever shows it
    session = lock_moderated(item.session, by)
    last = rounds.last()
    if last is None:
        raise NoRound
    if (last.is_open and last.number > 1) or (after and last.pk > after.pk):
        raise AlreadyDone(_opened_already(last))
    if reasons := going_on_blockers(session, session.rounds.open().exists()):
        raise CannotChange(*reasons)
    moment = moment_in(session, at)
    opened = open_second_round(round_=last, late=plans_of(session), by=by, at=moment)
    _put_on_board(session, item, opened, by)
    return opened


@action
def close_item_round(*, round_: Round, by: Reader, at: datetime | None = None) -> Round:
    """Close a round for everybody; whoever comes second is told that it is closed."""
    if not Round.objects.select_for_update().get(pk=round_.pk).is_open:
        raise AlreadyDone(_("The round is closed already."))
    return close_round(round_=round_, by=by, at=at)


@action
def reveal_item_round(*, round_: Round, by: Reader) -> Round:
    """Show the answers of a closed round; whoever comes second is told that they are shown."""
    if Round.objects.select_for_update().get(pk=round_.pk).state == RoundState.REVEALED:
        raise AlreadyDone(_("The answers are shown already."))
    return reveal_round(round_=round_, by=by)


@action
def reopen_item_round(
    *, round_: Round, session: Session, by: Reader, at: datetime | None = None
) -> Round:
    """Open a round again that was closed too early, as long as the session goes on.

    The round is locked before the session, as by whoever closes both. No other round may be open:
    a board without a network does not see what another moderator opened since.
    """
    if Round.objects.select_for_update().get(pk=round_.pk).is_open:
        raise AlreadyDone(_("The round is open already."))
    opened = reopen_round(round_=round_, by=by, at=at)
    session = Session.objects.select_for_update().get(pk=session.pk)
    any_other = session.rounds.open().exclude(pk=opened.pk).exists()
    if reasons := going_on_blockers(session, any_other):
        raise CannotChange(*reasons)
    return opened


@action
def go_to(*, item: AgendaItem, by: Reader, at: datetime | None = None) -> Session:
    """Let the room go on to a practice of the agenda; its minutes run from now."""
    session = lock_moderated(item.session, by)
    item = session.agenda.get(pk=item.pk)
    if session.current_item_id == item.pk and item.begun_at and not living_blockers(session):
        raise AlreadyDone(_("The room is at this practice already."))
    if reasons := going_on_blockers(session, session.rounds.open().exists()):
        raise CannotChange(*reasons)
    _be_at(session, item, moment_in(session, at))
    record(by=by, verb="session.went_on", obj=session, changes={"item": item.pk})
    bump(session)
    return session


def _put_on_board(session: Session, item: AgendaItem, opened: Round, by: Reader) -> None:
    AgendaRound.objects.create(item=item, round=opened)
    _be_at(session, item, opened.opened_at)
    record(
        by=by,
        verb="session.round_opened",
        obj=session,
        changes={"item": item.pk, "round": opened.pk},
    )
    bump(session)


def _be_at(session: Session, item: AgendaItem, moment: datetime) -> None:
    session.current_item, session.closing_at = item, None
    session.save(update_fields=["current_item", "closing_at"])
    end_pause(session, moment)
    session.agenda.filter(pk=item.pk, begun_at__isnull=True).update(begun_at=moment)


def plans_of(session: Session) -> list[SeatPlan]:
    """A seat for everybody who is in the room; who comes later takes one when joining."""
    people = people_of(session).with_people()
    return [plan_of(each) for each in people if each.joined_at is not None]


def plan_of(participation: Participation) -> SeatPlan:
    return SeatPlan(
        region=participation.partner.region,
        level=participation.level,
        partner=participation.partner,
        user_id=participation.user_id,
        name=participation.name,
        key=participation.person_key,
    )
