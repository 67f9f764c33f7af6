"""What a moderator does at the board: rounds of the agenda, and going on."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from assessments.actions import SeatPlan, open_round, open_second_round, reopen_round
from assessments.models import Round, RoundKind
from core.audit import action, record
from core.errors import NotNow
from exchanges.models import Participation
from peergroups.actions.sessions import CannotChange, NotTheModerator, bump
from peergroups.models import AgendaItem, AgendaRound, Session
from peergroups.people import people_of
from peergroups.rules import (
    going_on_blockers,
    living_blockers,
    moderating_blockers,
    opening_blockers,
)
from regions.reader import Reader


class NoRound(NotNow):
    sentence = _("This practice had no round yet.")


@action
def open_item_round(*, item: AgendaItem, by: Reader) -> Round:
    """Open the first round about a practice of the agenda, for everybody in the room."""
    session = _lock_moderated(item.session, by)
    rounds = list(Round.objects.filter(agenda_round__item=item).order_by("pk"))
    any_open = session.rounds.open().exists()
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
    )
    _put_on_board(session, item, opened, by)
    return opened


@action
def open_item_second_round(*, item: AgendaItem, by: Reader) -> Round:
    """Open the next round about the same practice, after the answers were shown."""
    session = _lock_moderated(item.session, by)
    last = Round.objects.filter(agenda_round__item=item).order_by("pk").last()
    if last is None:
        raise NoRound
    if reasons := going_on_blockers(session, session.rounds.open().exists()):
        raise CannotChange(*reasons)
    opened = open_second_round(round_=last, late=plans_of(session), by=by)
    _put_on_board(session, item, opened, by)
    return opened


@action
def reopen_item_round(*, round_: Round, session: Session, by: Reader) -> Round:
    """Open a round again that was closed too early, as long as the session goes on.

    The round is locked before the session, as by whoever closes both.
    """
    opened = reopen_round(round_=round_, by=by)
    if reasons := living_blockers(Session.objects.select_for_update().get(pk=session.pk)):
        raise CannotChange(*reasons)
    return opened


@action
def go_to(*, item: AgendaItem, by: Reader) -> Session:
    """Let the room go on to a practice of the agenda."""
    session = _lock_moderated(item.session, by)
    if reasons := going_on_blockers(session, session.rounds.open().exists()):
        raise CannotChange(*reasons)
    session.current_item = item
    session.save(update_fields=["current_item"])
    record(by=by, verb="session.went_on", obj=session, changes={"item": item.pk})
    bump(session)
    return session


def _put_on_board(session: Session, item: AgendaItem, opened: Round, by: Reader) -> None:
    AgendaRound.objects.create(item=item, round=opened)
    session.current_item = item
    session.save(update_fields=["current_item"])
    record(
        by=by,
        verb="session.round_opened",
        obj=session,
        changes={"item": item.pk, "round": opened.pk},
    )
    bump(session)


def _lock_moderated(session: Session, by: Reader) -> Session:
    moderates = by.is_system or Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    if reasons := moderating_blockers(moderates):
        raise NotTheModerator(*reasons)
    return Session.objects.select_for_update().get(pk=session.pk)


def moderator_ids(session: Session) -> Collection[int]:
    """People who lead the session: named for it, and the group's moderators."""
    named = session.moderators.values_list("user_id", flat=True)
    standing = session.group.memberships.filter(is_moderator=True, left_at__isnull=True)
    return {*named, *standing.values_list("user_id", flat=True)}


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
