"""Rounds: opened blind, closed for everybody, shown, opened a second time.

Whoever closes a round locks the round, then all its seats; whoever answers locks the seat and
reads the round after that. So an answer either counts in time or is refused, never lost between.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from assessments.actions.refreshing import refresh_pairs
from assessments.actions.seats import SeatPlan, seat_all
from assessments.models import (
    CriteriaSet,
    Round,
    RoundKind,
    RoundModerator,
    RoundState,
    Seat,
    Tap,
)
from assessments.rules import (
    closing_blockers,
    next_round_blockers,
    opening_blockers,
    reopening_blockers,
    revealing_blockers,
)
from assessments.signals import round_changed
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from practices.actions import move_transfer
from practices.models import Practice, Revision, TransferStatus
from regions.models import Region
from regions.reader import Reader


class CannotOpen(NotNow):
    """The round cannot be opened; the reasons say why."""


class CannotClose(NotNow):
    """The round cannot be closed, opened again or shown; the reasons say why."""


class NotTheModerator(NotAllowed):
    sentence = _("Only the moderators of this round can do this.")


BEING_WRITTEN = _("These questions are being written again. Choose others for the session.")


class NotTheLead(NotAllowed):
    sentence = _("Only the lead of the region can open a round at home.")


@action
def open_round(
    *,
    revision: Revision,
    criteria_set: CriteriaSet,
    kind: str,
    by: Reader,
    region: Region | None = None,
    seats: Iterable[SeatPlan] = (),
    moderators: Collection[int] = (),
    number: int = 1,
    ends_on: date | None = None,
    link_hash: str = "",
    at: datetime | None = None,
) -> Round:
    """Open a blind round about one approved revision, with a seat for each who may answer.

    `moderators` are ids of people. Nobody of the practice's origin and no moderator gets a seat.
    A round at home needs its `region` and is opened by a lead of it. `at`: when it was opened in
    a room without a network, if that is not now.
    """
    practice = Practice.objects.get(pk=revision.practice_id)
    _check_may_open(kind, region, moderators, by)
    if reasons := opening_blockers(practice, kind, region):
        raise CannotOpen(*reasons)
    if criteria_set.released_at is None:
        raise CannotOpen(BEING_WRITTEN)
    opened = Round.objects.create(
        revision=revision,
        criteria_set=criteria_set,
        kind=kind,
        region=region,
        number=number,
        is_blind=True,
        opened_at=min(at or clock.now(), clock.now()),
        ends_on=ends_on,
        link_hash=link_hash,
    )
    RoundModerator.objects.bulk_create(
        RoundModerator(round=opened, user_id=user_id) for user_id in sorted(set(moderators))
    )
    made = seat_all(opened, seats, practice, moderators)
    record(
        by=by,
        verb="round.opened",
        obj=opened,
        changes={"kind": kind, "number": number, "revision": revision.pk, "seats": len(made)},
    )
    if region is not None:
        move_transfer(practice=practice, region=region, to=TransferStatus.ASSESSING, by=by)
    return opened


def _check_may_open(
    kind: str, region: Region | None, moderators: Collection[int], by: Reader
) -> None:
    if by.is_system:
        return
    if kind == RoundKind.HOME and (region is None or region.pk not in by.lead_region_ids):
        raise NotTheLead
    if kind == RoundKind.SESSION and by.user_id not in moderators:
        raise NotTheModerator


def lock_led(round_: Round, by: Reader) -> Round:
    """Lock a round that the reader leads, or raise `NotTheModerator`."""
    if not Round.objects.filter(pk=round_.pk).led_by(by).exists():
        raise NotTheModerator
    return Round.objects.select_for_update().get(pk=round_.pk)


def lock_seats(round_: Round) -> list[Seat]:
    """Wait for answers that are being saved; later ones see the new state of the round."""
    return list(Seat.objects.select_for_update().filter(round=round_).order_by("pk"))


@action
def close_round(*, round_: Round, by: Reader, at: datetime | None = None) -> Round:
    """Close for everybody. A round at home is thereby shown and takes no late answers.

    The pairs in which somebody answered are "in assessment" from now on. `at`: when it was closed
    in a room without a network; an answer that is here already was given before.
    """
    locked = lock_led(round_, by)
    seats = lock_seats(locked)
    if reasons := closing_blockers(locked):
        raise CannotClose(*reasons)
    locked.state = RoundState.CLOSED
    locked.closed_at = _moment_of_close(locked, at)
    if locked.kind == RoundKind.HOME:
        locked.state = RoundState.REVEALED
        locked.revealed_at = locked.sealed_at = locked.closed_at
    locked.save(update_fields=["state", "closed_at", "revealed_at", "sealed_at"])
    finished = sum(1 for seat in seats if seat.finished_at)
    record(
        by=by,
        verb="round.closed",
        obj=locked,
        changes={"seats": len(seats), "finished": finished},
    )
    _move_pairs(locked, by)
    if locked.state == RoundState.REVEALED:
        refresh_pairs(locked, by)
    round_changed.send(sender=Round, round_id=locked.pk)
    return locked


def _moment_of_close(round_: Round, at: datetime | None) -> datetime:
    """Nothing that came while the round was open lies behind its close; the seats are locked."""
    now = clock.now()
    if at is None:
        return now
    taps = Tap.objects.filter(seat__round=round_)
    last = taps.aggregate(Max("made_at"))["made_at__max"] or round_.opened_at
    return min(now, max(at, last + timedelta(milliseconds=1), round_.opened_at))


def _move_pairs(round_: Round, by: Reader) -> None:
    """Move the practice to "in assessment" for every region in which somebody answered."""
    answered = Region.objects.filter(seats__round=round_, seats__ratings__isnull=False).distinct()
    regions = list(answered.order_by("position", "pk"))
    if not regions:
        return
    practice = Practice.objects.get(revisions=round_.revision_id)
    for region in regions:
        move_transfer(practice=practice, region=region, to=TransferStatus.ASSESSING, by=by)


@action
def reopen_round(*, round_: Round, by: Reader, at: datetime | None = None) -> Round:
    """Open a round again that was closed too early; only before anybody saw an answer.

    `at`: when that was done in a room without a network.
    """
    locked = lock_led(round_, by)
    now = clock.now()
    if reasons := reopening_blockers(locked, min(at, now) if at else now):
        raise CannotClose(*reasons)
    closed_at = locked.closed_at
    locked.state = RoundState.OPEN
    locked.closed_at = None
    locked.save(update_fields=["state", "closed_at"])
    record(by=by, verb="round.reopened", obj=locked, changes={"was_closed_at": closed_at})
    round_changed.send(sender=Round, round_id=locked.pk)
    return locked


@action
def reveal_round(*, round_: Round, by: Reader) -> Round:
    """Show the answers of a closed round."""
    locked = lock_led(round_, by)
    if reasons := revealing_blockers(locked):
        raise CannotClose(*reasons)
    locked.state = RoundState.REVEALED
    locked.revealed_at = clock.now()
    locked.save(update_fields=["state", "revealed_at"])
    record(by=by, verb="round.revealed", obj=locked, changes={})
    refresh_pairs(locked, by)
    round_changed.send(sender=Round, round_id=locked.pk)
    return locked


@action
def open_second_round(
    *, round_: Round, by: Reader, late: Iterable[SeatPlan] = (), at: datetime | None = None
) -> Round:
    """Open the next round about the same practice, with the same people and those in `late`.

    Nothing is copied: each person's answers stay in force until the person changes them.
    """
    locked = lock_led(round_, by)
    if reasons := next_round_blockers(locked):
        raise CannotOpen(*reasons)
    seats = Seat.objects.filter(round=locked).select_related("region", "partner").order_by("pk")
    plans = {each.person_key: _plan_of(each) for each in seats}
    plans = {each.person_key: each for each in late} | plans
    return open_round(
        revision=locked.revision,
        criteria_set=locked.criteria_set,
        kind=locked.kind,
        region=locked.region,
        seats=plans.values(),
        moderators=list(locked.moderators.values_list("user_id", flat=True)),
        number=locked.number + 1,
        by=by,
        at=at,
    )


def _plan_of(seat: Seat) -> SeatPlan:
    return SeatPlan(
        region=seat.region,
        level=seat.level,
        partner=seat.partner,
        user_id=seat.user_id,
        name=seat.name,
        email=seat.email,
        key=seat.person_key,
        may_show_alone=seat.may_show_alone,
    )


@action
def seal_round(*, round_: Round, by: Reader) -> Round:
    """Take no more answers, not even those that were given before the close and come late."""
    locked = lock_led(round_, by)
    lock_seats(locked)
    if locked.is_open:
        raise CannotClose(_("Close the round first."))
    if locked.sealed_at is None:
        locked.sealed_at = clock.now()
        locked.save(update_fields=["sealed_at"])
    record(by=by, verb="round.sealed", obj=locked, changes={})
    if locked.state != RoundState.REVEALED:
        refresh_pairs(locked, by)
    return locked
