"""Everything a device needs for the whole agenda: it may hear nothing for the rest of the day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from assessments.in_force import latest
from assessments.models import Criterion, Rating, Round, Seat
from assessments.rules import is_origin
from core import clock
from peergroups.models import AgendaItem, AgendaRound
from peergroups.people import people_of
from peergroups.room.now import Now
from peergroups.room.places import Place, name_of_place
from practices.models import Practice, Requirement

type Json = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """Rows about one place, each kind read once however long the agenda is."""

    items: Sequence[AgendaItem]
    rounds: dict[int, list[Round]]  # by item, in the order of opening
    seats: dict[int, Seat]  # the person's own, by round
    people: dict[int, int]  # by round, how many answer for the region
    own: dict[int, list[Rating]]  # by seat
    before: dict[int, list[Rating]]  # by practice: the person's, in closed rounds, older first
    needs: dict[int, dict[str, str]]  # by revision and kind
    questions: list[Criterion]


def read_material(place: Place) -> Material:
    session, region = place.session, place.participation.partner.region
    items = list(
        session.agenda.select_related("practice__origin_region", "practice__published_revision")
    )
    rounds: dict[int, list[Round]] = defaultdict(list)
    opened = AgendaRound.objects.filter(item__session=session).select_related("round")
    for each in opened.order_by("round__opened_at", "round_id"):
        rounds[each.item_id].append(each.round)
    every = [round_ for of_item in rounds.values() for round_ in of_item]
    seats = {each.round_id: each for each in Seat.objects.of(place.reader).filter(round__in=every)}
    counts = Seat.objects.filter(round__in=seats, region=region).people()
    own: dict[int, list[Rating]] = defaultdict(list)
    given = Rating.objects.filter(seat__in=seats.values()).select_related("tap", "criterion")
    for rating in given.order_by("pk"):
        own[rating.seat_id].append(rating)
    return Material(
        items=items,
        rounds=rounds,
        seats=seats,
        people=dict(counts.values_list("round").annotate(Count("pk")).order_by()),
        own=own,
        before=_before(items, region.pk, seats.values()),
        needs=_needs(items, every),
        questions=list(session.criteria_set.criteria.all()),
    )


def _before(
    items: Iterable[AgendaItem], region_id: int, seats: Iterable[Seat]
) -> dict[int, list[Rating]]:
    """The person's answers of rounds that are closed: they stand until changed."""
    ratings = Rating.objects.that_count().filter(
        seat__round__revision__practice__in=[each.practice_id for each in items],
        seat__person_key__in={seat.person_key for seat in seats},
        seat__region_id=region_id,
    )
    found: dict[int, list[Rating]] = defaultdict(list)
    for each in ratings.select_related("tap", "criterion", "seat__round__revision"):
        found[each.seat.round.revision.practice_id].append(each)
    return found


def _needs(items: Iterable[AgendaItem], rounds: Iterable[Round]) -> dict[int, dict[str, str]]:
    """What each text says that it needs, the most demanding first."""
    texts = {each.practice.published_revision_id for each in items}
    texts |= {each.revision_id for each in rounds}
    stated = Requirement.objects.filter(revision__in=texts - {None})
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for each in stated.order_by("-needed", "position", "pk"):
        found[each.revision_id].setdefault(each.kind, each.text)
    return found


def room_state(place: Place, now: Now) -> Json:
    """What the device keeps: agenda, questions, own answers. Nobody else's, ever."""
    material = read_material(place)
    session, participation = place.session, place.participation
    in_room = people_of(session).filter(
        partner__region=participation.partner.region_id, joined_at__isnull=False
    )
    return now.as_json() | {
        "now": clock.now().isoformat(),
        "place": place.token,
        "name": name_of_place(participation),
        "title": session.title,
        "region": participation.partner.region.name,
        "level": participation.get_level_display().lower(),
        "people": in_room.count(),
        "joined": participation.joined_at is not None,
        "questions": [_question(each) for each in material.questions],
        "items": [_item(each, place, material, now.steps.get(each.pk)) for each in material.items],
    }


def _question(criterion: Criterion) -> Json:
    return {
        "code": criterion.code,
        "question": criterion.question,
        "dimension": criterion.get_dimension_display(),
        "low": criterion.low_label,
        "high": criterion.high_label,
        "guidance": criterion.guidance,
    }


def _item(item: AgendaItem, place: Place, material: Material, step: Json | None) -> Json:
    practice, rounds = item.practice, material.rounds.get(item.pk, [])
    revision = rounds[-1].revision_id if rounds else practice.published_revision_id
    needs = material.needs.get(revision or 0, {})
    return {
        "pk": item.pk,
        "title": item.title,
        "origin": item.origin,
        "is_own": is_origin(practice, place.participation.partner.region),
        "needs": {
            each.code: needs[each.requirement_kind]
            for each in material.questions
            if each.requirement_kind in needs
        },
        "rounds": [_round(each, place, material) for each in rounds],
        "answers": _answers(practice, rounds, material),
        "step": step,
    }


def _round(round_: Round, place: Place, material: Material) -> Json:
    seat = material.seats.get(round_.pk)
    shown = reverse("session_answers", args=[place.session.pk, round_.pk])
    return {
        "pk": round_.pk,
        "number": round_.number,
        "state": round_.state,
        "opened_at": round_.opened_at.isoformat(),
        "closed_at": round_.closed_at.isoformat() if round_.closed_at else None,
        "answers_url": shown if round_.revealed_at else "",
        "has_seat": seat is not None,
        "is_finished": seat is not None and seat.finished_at is not None,
        "may_show": seat.may_show_alone if seat else None,
        "people": material.people.get(round_.pk, 0),
    }


def _answers(practice: Practice, rounds: Sequence[Round], material: Material) -> Json:
    """By code: the own answers of the last round, else those of before that still stand."""
    if not rounds or rounds[-1].pk not in material.seats:
        return {}
    last = rounds[-1]
    standing = [
        each
        for each in material.before.get(practice.pk, [])
        if each.seat.round.opened_at <= last.opened_at
        and each.seat.round.revision_id == last.revision_id
        and each.seat.round_id != last.pk
    ]
    carried = {each.rating_id for each in latest(standing)}
    told = {each.criterion.code: _answer(each, 0) for each in standing if each.pk in carried}
    seat = material.seats[last.pk]
    given = [each for each in material.own.get(seat.pk, []) if each.voided_at is None]
    return told | {each.criterion.code: _answer(each, last.pk) for each in given}


def _answer(rating: Rating, round_pk: int) -> Json:
    """`round` is 0 for an answer of an earlier round; `entered` why a moderator entered it."""
    tap = rating.tap
    return {
        "uuid": str(tap.uuid),
        "value": tap.value,
        "obstacle": tap.obstacle,
        "comment": tap.comment,
        "made_at": tap.made_at.isoformat(),
        "round": round_pk,
        "entered": "" if tap.by_self else tap.reason,
        "rating": rating.pk,
        "is_contested": rating.contested_at is not None,
    }
