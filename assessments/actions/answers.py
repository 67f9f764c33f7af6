"""Answers: every tap is kept, the winning tap of a seat and a criterion counts.

Taps may come twice and in any order: the result is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions.refreshing import refresh_pairs
from assessments.actions.seats import mark_finished, own_seat
from assessments.models import CriteriaSet, Criterion, Rating, Round, Seat, Tap
from assessments.rules import answering_blockers, is_late
from assessments.signals import round_changed
from core import clock
from core.audit import action, record
from core.errors import BadInput, NotNow, Refusal
from core.statements import Insert, Statement
from practices.actions import move_transfer
from practices.models import Practice, TransferStatus
from regions.reader import Reader

MAX_WORDS = 300  # characters of an obstacle or a comment
MAX_DEVICE = 40
MAX_SEQUENCE = 2**63
CHANGED_BY_TAP = ("tap", "voided_at", "voided_by", "contested_at", "void_reason")


class CannotAnswer(NotNow):
    """The answer does not count; the reasons say why."""


class TapReused(BadInput):
    """The same tap came with another answer."""

    status = 422
    sentence = _(
        "This question was already sent with another answer. Open it again to change your answer."
    )


class NotAsked(BadInput):
    sentence = _("This question is not asked in this round.")


@dataclass(frozen=True)
class Answer:
    """One tap as a device sends it. `value` from -2 to 2, or None for "I do not know"."""

    criterion: Criterion
    value: int | None
    made_at: datetime = field(default_factory=clock.now)
    uuid: UUID = field(default_factory=uuid4)
    device: str = ""
    sequence: int = 0
    obstacle: str = ""
    comment: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and self.value not in range(-2, 3):
            raise BadInput
        if max(len(self.obstacle), len(self.comment)) > MAX_WORDS or len(self.device) > MAX_DEVICE:
            raise BadInput(_("The text is too long. Use at most 300 characters."))
        if not 0 <= self.sequence < MAX_SEQUENCE:
            raise BadInput

    def tap_for(self, seat: Seat, round_: Round) -> Tap:
        return Tap(
            uuid=self.uuid,
            seat=seat,
            criterion=self.criterion,
            value=self.value,
            is_unknown=self.value is None,
            obstacle=self.obstacle.strip(),
            comment=self.comment.strip(),
            made_at=self.made_at,
            device=self.device,
            sequence=self.sequence,
            is_late=is_late(round_, self.made_at),
        )


@action
def tap(
    *,
    seat: Seat,
    criterion: Criterion,
    value: int | None,
    by: Reader,
    uuid: UUID | None = None,
    made_at: datetime | None = None,
    device: str = "",
    sequence: int = 0,
    obstacle: str = "",
    comment: str = "",
) -> Seat:
    """Answer one question for oneself; see `send_answers`."""
    answer = Answer(
        criterion,
        value,
        made_at or clock.now(),
        uuid or uuid4(),
        device,
        sequence,
        obstacle,
        comment,
    )
    return send_answers(seat=seat, answers=[answer], by=by)


@action
def send_answers(*, seat: Seat, answers: Sequence[Answer], by: Reader) -> Seat:
    """Keep the answers of one's own seat, all or none; those already kept change nothing.

    After the close only what was given before it counts, until the round is sealed.
    """
    seat, round_ = own_seat(seat.pk, by)
    _keep(seat, round_, _new_taps(seat, round_, answers), by)
    return seat


class NothingKept(NotNow):
    """None of the answers of a device is new and counts; `taken` says of each what became of it."""

    def __init__(self, taken: "Taken") -> None:
        super().__init__()
        self.taken = taken


@dataclass
class Taken:
    """What became of the answers of a device: stored now or before, or why not."""

    kept: list[UUID] = field(default_factory=list)
    refused: dict[UUID, str | Promise] = field(default_factory=dict)


@action
def receive_answers(*, seat_id: int, answers: Sequence[Answer], by: Reader) -> Taken:
    """Keep those answers of one's own seat that count; a bad one does not stop the others.

    Raises `NothingKept` when nothing is new: then nothing is written, and no line in the audit
    trail either. The taps that came before stay as they are.
    """
    seat, round_ = own_seat(seat_id, by)
    taken = Taken()
    taps = _sort_out(seat, round_, answers, taken)
    if not taps:
        raise NothingKept(taken)
    _keep(seat, round_, taps, by)
    return taken


def _sort_out(
    seat: Seat, round_: Round, answers: Sequence[Answer], taken: Taken
) -> dict[UUID, Tap]:
    """The new taps; of the others `taken` says what became of them."""
    known = _known([answer.uuid for answer in answers])
    now = clock.now()
    new: dict[UUID, Tap] = {}
    for answer in answers:
        try:
            tap_ = _new_tap(answer, seat, round_, known.get(answer.uuid), now)
        except Refusal as refusal:
            taken.refused[answer.uuid] = refusal.reasons[0]
            continue
        taken.kept.append(answer.uuid)
        if tap_ is not None:
            new[answer.uuid] = known[answer.uuid] = tap_
    return new


_NEW_TAPS: Final = Insert(Tap)
_NEW_RATINGS: Final = Insert(Rating)
_TAP: Final = Statement(lambda uuid: Tap.objects.filter(uuid=uuid), uuid=UUID)
_RATINGS: Final = Statement(
    lambda seat_id: Rating.objects.filter(seat=seat_id).select_related("tap"), seat_id=int
)


def _known(uuids: Sequence[UUID]) -> dict[UUID, Tap]:
    """Those of the taps that came before; nearly always one is asked for."""
    if len(uuids) == 1:
        return {each.uuid: each for each in _TAP.all(uuid=uuids[0])}
    return Tap.objects.in_bulk(uuids)


def _new_tap(
    answer: Answer, seat: Seat, round_: Round, known: Tap | None, now: datetime
) -> Tap | None:
    """The tap to keep; nothing when it is kept already. Raises why it does not count."""
    made = answer.tap_for(seat, round_)
    if known is None:
        _check(answer, round_, now)
        return made
    if not _is_same(known, made):
        raise TapReused
    return None


def _keep(seat: Seat, round_: Round, taps: Mapping[UUID, Tap], by: Reader) -> None:
    """Taps, what they change, and one line in the audit trail."""
    _NEW_TAPS.rows(taps.values())
    complete = take(seat, round_, taps.values())
    changes = {"round": round_.pk, "taps": [str(each) for each in taps]}
    verb = "answers.sent" if taps else "answers.sent_again"
    record(by=by, verb=verb, obj=seat, changes=changes)
    if taps and not round_.is_open:
        _after_late(seat, round_, by)  # locks the pair: before anything above is told
    if complete and seat.finished_at is None:
        mark_finished(seat)


def _new_taps(seat: Seat, round_: Round, answers: Sequence[Answer]) -> dict[UUID, Tap]:
    known = _known([answer.uuid for answer in answers])
    now = clock.now()
    new: dict[UUID, Tap] = {}
    for answer in answers:
        made = _new_tap(answer, seat, round_, known.get(answer.uuid), now)
        if made is not None:
            new[answer.uuid] = known[answer.uuid] = made
    return new


def _check(answer: Answer, round_: Round, now: datetime) -> None:
    if answer.criterion.criteria_set_id != round_.criteria_set_id:
        raise NotAsked
    if reasons := answering_blockers(round_, answer.made_at, now):
        raise CannotAnswer(*reasons)


def _is_same(known: Tap, sent: Tap) -> bool:
    """Whether a tap with a known uuid says the same; when it arrived does not matter."""
    return (known.seat_id, known.criterion_id, known.value, known.obstacle, known.comment) == (
        sent.seat_id,
        sent.criterion_id,
        sent.value,
        sent.obstacle,
        sent.comment,
    )


def take(seat: Seat, round_: Round, taps: Iterable[Tap]) -> bool:
    """Let each tap that wins count for its criterion; the seat is locked.

    Says whether the seat has now answered every question of the round. A rating that was
    contested or void starts anew with the tap that replaces it.
    """
    ratings = {each.criterion_id: each for each in _RATINGS.all(seat_id=seat.pk)}
    made: list[Rating] = []
    changed: dict[int, Rating] = {}
    for each in taps:
        rating = ratings.get(each.criterion_id)
        if rating is None:
            rating = ratings[each.criterion_id] = Rating(
                seat=seat, criterion_id=each.criterion_id, tap=each
            )
            made.append(rating)
        elif each.order > rating.tap.order:
            rating.tap = each
            rating.voided_at = rating.voided_by = rating.contested_at = None
            rating.void_reason = ""
            if rating.pk:
                changed[rating.pk] = rating
    _NEW_RATINGS.rows(made)
    if len(changed) == 1:
        next(iter(changed.values())).save(update_fields=CHANGED_BY_TAP)
    else:
        Rating.objects.bulk_update(changed.values(), CHANGED_BY_TAP)
    if made:
        _freeze(round_.criteria_set)
    return bool(made) and len(ratings) == len(round_.criteria_set.by_code)


def _freeze(criteria_set: CriteriaSet) -> None:
    """The first answer fixes the questions: a change makes a new version of the set."""
    if criteria_set.frozen_at is None:
        CriteriaSet.objects.filter(pk=criteria_set.pk, frozen_at__isnull=True).update(
            frozen_at=clock.now()
        )


def _after_late(seat: Seat, round_: Round, by: Reader) -> None:
    practice = Practice.objects.get(revisions=round_.revision_id)
    move_transfer(practice=practice, region=seat.region, to=TransferStatus.ASSESSING, by=by)
    refresh_pairs(round_, by, region_id=seat.region_id)
    round_changed.send(sender=Round, round_id=round_.pk)
