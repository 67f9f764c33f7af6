"""Carries out what a device brings beside answers: each once, whatever is repeated.

A next step of the region, "this is not my answer", and taking a seat in an open round. Each has a
transaction and a key of its own: its uuid.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.actions import contest_rating
from assessments.models import Rating, Seat
from core.errors import NotNow, Refusal
from core.idempotency import Holder, once_by_key
from peergroups.actions.outcome import choose_step
from peergroups.actions.people import join_session
from peergroups.models import Session
from peergroups.room.places import Place
from peergroups.room.reading import SentAct

type Refused = dict[UUID, str | Promise]


class NotThere(NotNow):
    """What the act is about is gone, or another thing by now; the reason says what."""


def carry_out(place: Place, acts: Iterable[SentAct]) -> tuple[list[UUID], Refused]:
    """Which were kept, and of the others why not; none stops another."""
    kept: list[UUID] = []
    refused: Refused = {}
    holder = Holder("place", str(place.participation.person_key))
    for act in acts:
        try:
            once_by_key(holder, str(act.uuid), act.content, _effect(place, act))
        except Refusal as refusal:
            refused[act.uuid] = refusal.reasons[0]
        else:
            kept.append(act.uuid)
    return kept, refused


def _effect(place: Place, act: SentAct) -> Callable[[], models.Model]:
    return lambda: EFFECTS[act.act](place, act)


def _step(place: Place, act: SentAct) -> models.Model:
    items = place.session.agenda.select_related("practice__origin_region", "session")
    item = items.filter(pk=act.item or 0).first()
    if item is None:
        raise NotThere(_("This practice is not on the agenda any more."))
    return choose_step(
        item=item,
        region=place.participation.partner.region,
        kind=act.kind,
        line=act.line,
        by=place.reader,
        at=act.made_at,
    )


def _contest(place: Place, act: SentAct) -> models.Model:
    own = Rating.objects.of(place.reader).filter(seat__round__in=place.session.rounds)
    rating = own.filter(pk=act.rating or 0).first()
    if rating is None:
        raise NotThere(_("This answer is not there any more."))
    return contest_rating(rating=rating, by=place.reader)


def _seat(place: Place, act: SentAct) -> models.Model:
    joined = join_session(session=Session.objects.get(pk=place.session_id), by=place.reader)
    own = Seat.objects.of(place.reader)
    if not own.filter(round=act.round or 0).exists():
        raise NotThere(_("This round is closed, so nobody takes a seat in it."))
    return joined


type Effect = Callable[[Place, SentAct], models.Model]
EFFECTS: dict[str, Effect] = {"step": _step, "contest": _contest, "seat": _seat}
