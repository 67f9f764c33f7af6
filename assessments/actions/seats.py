"""Seats: who may answer in a round, written when it opens or when somebody comes later."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assessments.models import Round, RoundModerator, Seat, key_of_table, key_of_user
from assessments.rules import closing_blockers, seat_blockers
from assessments.signals import round_changed
from core import clock
from core.audit import action, record
from core.errors import NotAllowed, NotNow
from core.statements import Statement
from practices.models import Practice
from regions.models import Partner, Region
from regions.reader import Reader


class NoSeat(NotNow):
    """The person cannot answer in this round; the reasons say why."""


class NotYourSeat(NotAllowed):
    sentence = _("This place belongs to somebody else.")


@dataclass(frozen=True)
class SeatPlan:
    """Somebody who will answer for a region: a person, a guest by name, or a region's table.

    `key` matters for guests only: it is the one their browser holds. People with an account and
    tables have the same key on every seat, so that their answers carry over.
    """

    region: Region
    level: str = ""
    partner: Partner | None = None
    user_id: int | None = None
    name: str = ""
    email: str = ""
    key: UUID | None = None
    may_show_alone: bool | None = None

    @property
    def person_key(self) -> UUID:
        if self.user_id is not None:
            return key_of_user(self.user_id)
        if not self.name:
            return key_of_table(self.region.code)
        return self.key or uuid4()

    def belongs_to(self, reader: Reader) -> bool:
        if self.user_id is not None:
            return self.user_id == reader.user_id
        return self.key is not None and self.key == reader.person_key

    def seat_in(self, round_: Round) -> Seat:
        return Seat(
            round=round_,
            person_key=self.person_key,
            user_id=self.user_id,
            name=self.name,
            email=self.email,
            region=self.region,
            partner=self.partner,
            level=self.level,
            may_show_alone=self.may_show_alone,
        )


def seat_all(
    round_: Round, plans: Iterable[SeatPlan], practice: Practice, moderators: Collection[int]
) -> list[Seat]:
    """Make the seats of a round that opens; nobody of the origin and no moderator gets one."""
    wanted = {
        plan.person_key: plan.seat_in(round_)
        for plan in plans
        if not seat_blockers(practice, plan.region, plan.user_id, moderators)
    }
    return Seat.objects.bulk_create(wanted.values())


@action
def add_seat(*, round_: Round, plan: SeatPlan, by: Reader) -> Seat:
    """Seat somebody who comes while the round is open; who sits already keeps the seat.

    One takes a seat for oneself, or whoever leads the round gives it.
    """
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if not (plan.belongs_to(by) or Round.objects.filter(pk=locked.pk).led_by(by).exists()):
        raise NotYourSeat
    moderators = set(RoundModerator.objects.filter(round=locked).values_list("user_id", flat=True))
    practice = Practice.objects.get(revisions=locked.revision_id)
    reasons = seat_blockers(practice, plan.region, plan.user_id, moderators)
    reasons += [] if locked.is_open else closing_blockers(locked)
    if reasons:
        raise NoSeat(*reasons)
    seat = Seat.objects.filter(round=locked, person_key=plan.person_key).first()
    verb = "seat.taken_again"
    if seat is None:
        seat = plan.seat_in(locked)
        seat.joined_at = clock.now()
        seat.save()
        verb = "seat.taken"
    record(by=by, verb=verb, obj=seat, changes={"round": locked.pk, "region": plan.region.pk})
    round_changed.send(sender=Round, round_id=locked.pk)
    return seat


_LOCKED: Final = Statement(lambda pk: Seat.objects.select_for_update().filter(pk=pk), pk=int)


def _rounds(pk: int, user_id: int) -> Any:
    led = RoundModerator.objects.filter(round=OuterRef("pk"), user_id=user_id)
    rounds = Round.objects.filter(pk=pk).select_related("criteria_set")
    return rounds.annotate(is_led=Exists(led))


_ROUND: Final[Statement[Any]] = Statement(_rounds, pk=int, user_id=int)
NOBODY: Final = 0


def own_seat(seat_id: int, by: Reader) -> tuple[Seat, Round]:
    """Lock the seat, then read its round: whoever closes a round waits for this lock.

    Raises `NotYourSeat`, also for a moderator of the round and for who left the region's partner.
    """
    locked = _LOCKED.get(pk=seat_id)
    round_ = _ROUND.get(pk=locked.round_id, user_id=by.user_id or NOBODY)
    if not locked.belongs_to(by):
        raise NotYourSeat
    if round_.is_led:
        raise NotYourSeat(_("A moderator does not rate in a round that they moderate."))
    if locked.user_id is not None and locked.region_id not in by.region_ids:
        raise NotYourSeat(_("You do not act for this region any more."))
    return locked, round_


@action
def finish_seat(*, seat: Seat, by: Reader) -> Seat:
    """Say "I am done": open questions stay open, carried answers stay as they are."""
    seat, round_ = own_seat(seat.pk, by)
    if not round_.is_open:
        raise NoSeat(*closing_blockers(round_))
    if seat.finished_at is None:
        mark_finished(seat)
    record(by=by, verb="seat.finished", obj=seat, changes={"round": round_.pk})
    return seat


def mark_finished(seat: Seat) -> None:
    """Note that the seat has finished, in the transaction of its last answer."""
    seat.finished_at = clock.now()
    seat.save(update_fields=["finished_at"])
    round_changed.send(sender=Round, round_id=seat.round_id)


@action
def allow_showing(*, seat: Seat, may_show_alone: bool, by: Reader) -> Seat:
    """Answer whether the answers of few people may be shown on the wall."""
    seat, round_ = own_seat(seat.pk, by)
    seat.may_show_alone = may_show_alone
    seat.save(update_fields=["may_show_alone"])
    record(
        by=by,
        verb="seat.showing_chosen",
        obj=seat,
        changes={"round": round_.pk, "may_show_alone": may_show_alone},
    )
    return seat
