"""Takes the answers of a device, each for itself: kept, waiting for its round, or not counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions import allow_showing, finish_seat, receive_answers
from assessments.actions.answers import Answer, NotAsked, NothingKept, TapReused
from assessments.actions.seats import NOBODY
from assessments.models import Round, Seat, Tap
from core.errors import Refusal
from core.idempotency import retried
from core.statements import Statement
from peergroups.models import AgendaItem, AgendaRound
from peergroups.room.acts import carry_out
from peergroups.room.choosing import counted_at, round_for
from peergroups.room.places import Place
from peergroups.room.reading import Delivery, SentTap
from regions.reader import Reader

NO_ITEM = _("This practice is not on the agenda any more.")
NO_SEAT = _("You have no seat in this round, so you cannot answer in it.")


@dataclass
class Receipt:
    """What the device is told of each of its answers."""

    kept: list[UUID] = field(default_factory=list)
    waiting: list[UUID] = field(default_factory=list)
    refused: dict[UUID, str | Promise] = field(default_factory=dict)

    def drop(self, uuid: UUID) -> None:
        """Take back what was said of a tap."""
        self.refused.pop(uuid, None)
        self.waiting = [each for each in self.waiting if each != uuid]

    def as_json(self) -> dict[str, Any]:
        refused = [
            {"uuid": str(uuid), "sentence": str(sentence)}
            for uuid, sentence in self.refused.items()
        ]
        return {
            "kept": [str(each) for each in self.kept],
            "waiting": [str(each) for each in self.waiting],
            "refused": refused,
        }


@dataclass(frozen=True)
class Material:
    """What the answers of a delivery are held against: read once, whatever their number."""

    rounds: dict[int, list[Round]]  # by item of the agenda, in the order of opening
    seats: dict[int, int]  # the person's own, by round


def take(place: Place, delivery: Delivery) -> Receipt:
    """Keep what counts. One transaction for each seat: a fault in one loses nothing of another."""
    receipt = Receipt()
    for uuid, sentence in delivery.unreadable:
        receipt.refused[uuid] = sentence
    kept, refused = carry_out(place, delivery.acts)  # first: who takes a seat may answer in it
    receipt.kept += kept
    receipt.refused |= refused
    material = read_material(place)
    by_seat: dict[int, list[Answer]] = defaultdict(list)
    for each in delivery.taps:
        _sort(place, each, delivery.device, material, receipt, by_seat)
    if delivery.may_show is not None:
        _allow_showing(place, material, may_show=delivery.may_show)
    for pk, answers in by_seat.items():
        _receive(place, pk, answers, receipt)
    _look_again(place, delivery.taps, receipt)
    _finish(place, material, delivery.done)
    return receipt


def read_material(place: Place) -> Material:
    """Rounds with their questions, and the own seats: one query."""
    rounds: dict[int, list[Round]] = defaultdict(list)
    seats: dict[int, int] = {}
    by = place.reader
    for each in _OPENED.all(
        session_id=place.session_id,
        user_id=by.user_id or NOBODY,
        person_key=by.person_key or NO_KEY,
    ):
        rounds[each.item_id].append(each.round)
        if each.own_seat is not None:
            seats[each.round_id] = each.own_seat
    return Material(rounds, seats)


def _opened(session_id: int, user_id: int, person_key: UUID) -> Any:
    mine = Seat.objects.of(Reader(user_id=user_id, person_key=person_key))
    here = mine.filter(round=OuterRef("round")).values("pk")[:1]
    opened = AgendaRound.objects.filter(item__session=session_id).annotate(own_seat=Subquery(here))
    return opened.select_related("round__criteria_set").order_by("round__opened_at", "round_id")


NO_KEY: Final = UUID(int=0)
_OPENED: Final[Statement[Any]] = Statement(_opened, session_id=int, user_id=int, person_key=UUID)


def _sort(
    place: Place,
    sent: SentTap,
    device: str,
    material: Material,
    receipt: Receipt,
    by_seat: dict[int, list[Answer]],
) -> None:
    """Put one answer with those of its seat, or say at once what becomes of it."""
    round_ = round_for(material.rounds.get(sent.item, []), sent.round, sent.made_at)
    if round_ is None:
        if AgendaItem.objects.filter(session=place.session_id, pk=sent.item).exists():
            receipt.waiting.append(sent.uuid)
        else:
            receipt.refused[sent.uuid] = NO_ITEM
        return
    seat = material.seats.get(round_.pk)
    criterion = round_.criteria_set.by_code.get(sent.criterion)
    if seat is None or criterion is None:
        receipt.refused[sent.uuid] = NotAsked.sentence if criterion is None else NO_SEAT
        return
    by_seat[seat].append(
        Answer(
            criterion,
            sent.value,
            made_at=counted_at(round_, sent.made_at),
            uuid=sent.uuid,
            device=device,
            sequence=sent.sequence,
            obstacle=sent.obstacle,
            comment=sent.comment,
        )
    )


def _receive(place: Place, seat_id: int, answers: list[Answer], receipt: Receipt) -> None:
    try:
        taken = retried(lambda: receive_answers(seat_id=seat_id, answers=answers, by=place.reader))
    except NothingKept as nothing:
        taken = nothing.taken
    except Refusal as refusal:  # the seat is not theirs any more
        receipt.refused |= {each.uuid: refusal.reasons[0] for each in answers}
        return
    receipt.kept += taken.kept
    receipt.refused |= taken.refused


def _look_again(place: Place, taps: Sequence[SentTap], receipt: Receipt) -> None:
    """What seems not to count may be stored already, whatever happened to rounds since then."""
    open_ends = {*receipt.waiting, *receipt.refused}
    sent = {each.uuid: each for each in taps if each.uuid in open_ends}
    if not sent:
        return
    stored = Tap.objects.filter(uuid__in=sent).select_related("seat", "criterion")
    for each in stored:
        receipt.drop(each.uuid)
        if says_same(each, sent[each.uuid]) and each.seat.belongs_to(place.reader):
            receipt.kept.append(each.uuid)
        else:
            receipt.refused[each.uuid] = TapReused.sentence


def says_same(stored: Tap, sent: SentTap) -> bool:
    return (stored.criterion.code, stored.value, stored.obstacle, stored.comment) == (
        sent.criterion,
        sent.value,
        sent.obstacle.strip(),
        sent.comment.strip(),
    )


def _allow_showing(place: Place, material: Material, *, may_show: bool) -> None:
    """The choice holds for every seat of the session on which none was made."""
    seats = Seat.objects.filter(pk__in=material.seats.values(), may_show_alone__isnull=True)
    for seat in seats.order_by("pk"):
        with suppress(Refusal):  # of a seat that is not theirs any more
            allow_showing(seat=seat, may_show_alone=may_show, by=place.reader)


def _finish(place: Place, material: Material, done: Iterable[int]) -> None:
    """Who said "I am done" in these rounds; too late is no fault: the answers stand."""
    wanted = [seat for round_id, seat in material.seats.items() if round_id in done]
    if not wanted:
        return
    for seat in Seat.objects.filter(pk__in=wanted, finished_at__isnull=True).order_by("pk"):
        with suppress(Refusal):
            finish_seat(seat=seat, by=place.reader)
