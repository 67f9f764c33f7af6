"""Takes the answers of a device, each for itself: kept, waiting for its round, or not counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions import allow_showing, finish_seat, receive_answers
from assessments.actions.answers import Answer, NotAsked, NothingKept, TapReused
from assessments.models import Criterion, Round, Seat, Tap
from core.errors import Refusal
from peergroups.models import AgendaRound
from peergroups.room.choosing import counted_at, round_for
from peergroups.room.places import Place
from peergroups.room.reading import Delivery, SentTap

NO_ITEM = _("This practice is not on the agenda any more.")
NO_SEAT = _("You have no seat in this round, so you cannot answer in it.")


@dataclass
class Receipt:
    """What the device is told of each of its answers."""

    kept: list[UUID] = field(default_factory=list)
    waiting: list[UUID] = field(default_factory=list)
    refused: dict[UUID, str | Promise] = field(default_factory=dict)

    def refuse(self, taps: Iterable[SentTap], sentence: str | Promise) -> None:
        self.refused |= {each.uuid: sentence for each in taps}

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
    seats: dict[int, Seat]  # the person's own, by round
    criteria: dict[tuple[int, str], Criterion]  # by set and code
    stored: dict[UUID, Tap]


def take(place: Place, delivery: Delivery) -> Receipt:
    """Keep what counts. One transaction for each seat: a fault in one loses nothing of another."""
    receipt = Receipt()
    for uuid, sentence in delivery.unreadable:
        receipt.refused[uuid] = sentence
    material = read_material(place, delivery.taps)
    by_seat: dict[int, list[Answer]] = defaultdict(list)
    for each in delivery.taps:
        _sort(place, each, delivery.device, material, receipt, by_seat)
    seats = {seat.pk: seat for seat in material.seats.values()}
    if delivery.may_show is not None:
        _allow_showing(place, seats.values(), may_show=delivery.may_show)
    for pk, answers in by_seat.items():
        _receive(place, seats[pk], answers, receipt)
    _finish(place, material, delivery.done)
    return receipt


def read_material(place: Place, taps: Sequence[SentTap]) -> Material:
    """Rounds, own seats, questions, and answers that came before: four queries."""
    rounds: dict[int, list[Round]] = defaultdict(list)
    opened = AgendaRound.objects.filter(item__session=place.session)
    for each in opened.select_related("round").order_by("round__opened_at", "round_id"):
        rounds[each.item_id].append(each.round)
    every = [round_ for of_item in rounds.values() for round_ in of_item]
    seats = {seat.round_id: seat for seat in Seat.objects.of(place.reader).filter(round__in=every)}
    asked = Criterion.objects.filter(
        criteria_set__in={place.session.criteria_set_id, *(each.criteria_set_id for each in every)}
    )
    stored = Tap.objects.filter(uuid__in=[each.uuid for each in taps])
    return Material(
        rounds=rounds,
        seats=seats,
        criteria={(each.criteria_set_id, each.code): each for each in asked},
        stored={each.uuid: each for each in stored.select_related("seat", "criterion")},
    )


def _sort(
    place: Place,
    sent: SentTap,
    device: str,
    material: Material,
    receipt: Receipt,
    by_seat: dict[int, list[Answer]],
) -> None:
    """Put one answer with those of its seat, or say at once what becomes of it."""
    stored = material.stored.get(sent.uuid)
    if stored is not None:  # whatever rounds opened since
        if says_same(stored, sent) and stored.seat.belongs_to(place.reader):
            receipt.kept.append(sent.uuid)
        else:
            receipt.refused[sent.uuid] = TapReused.sentence
        return
    round_ = round_for(material.rounds.get(sent.item, []), sent.round, sent.made_at)
    if round_ is None:
        if place.session.agenda.filter(pk=sent.item).exists():
            receipt.waiting.append(sent.uuid)
        else:
            receipt.refused[sent.uuid] = NO_ITEM
        return
    seat = material.seats.get(round_.pk)
    criterion = material.criteria.get((round_.criteria_set_id, sent.criterion))
    if seat is None or criterion is None:
        receipt.refused[sent.uuid] = NotAsked.sentence if criterion is None else NO_SEAT
        return
    by_seat[seat.pk].append(
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


def says_same(stored: Tap, sent: SentTap) -> bool:
    return (stored.criterion.code, stored.value, stored.obstacle, stored.comment) == (
        sent.criterion,
        sent.value,
        sent.obstacle.strip(),
        sent.comment.strip(),
    )


def _receive(place: Place, seat: Seat, answers: list[Answer], receipt: Receipt) -> None:
    try:
        taken = receive_answers(seat=seat, answers=answers, by=place.reader)
    except NothingKept as nothing:
        taken = nothing.taken
    except Refusal as refusal:  # the seat is not theirs any more
        receipt.refused |= {each.uuid: refusal.reasons[0] for each in answers}
        return
    receipt.kept += taken.kept
    receipt.refused |= taken.refused


def _allow_showing(place: Place, seats: Iterable[Seat], *, may_show: bool) -> None:
    """The choice holds for every seat of the session on which none was made."""
    for seat in seats:
        if seat.may_show_alone is None:
            try:
                allow_showing(seat=seat, may_show_alone=may_show, by=place.reader)
            except Refusal:
                continue  # of a seat that is not theirs any more


def _finish(place: Place, material: Material, done: Iterable[int]) -> None:
    """Who said "I am done" in these rounds; too late is no fault: the answers stand."""
    for round_id in done:
        seat = material.seats.get(round_id)
        if seat is not None and seat.finished_at is None:
            try:
                finish_seat(seat=seat, by=place.reader)
            except Refusal:
                continue
