"""What a participant's device asks: the whole room, what is new, and to take its answers."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.errors import BadInput
from peergroups.room.now import Now, look, note_contact
from peergroups.room.places import (
    HEADER,
    Bearer,
    Place,
    RoomOver,
    own_place,
    place_of_bearer,
    read_token,
)
from peergroups.room.reading import read_delivery, read_kept
from peergroups.room.state import room_state
from peergroups.room.taking import take
from peergroups.views.board import private
from regions.http import HttpRequest

KEPT_HEADER = "X-Kept"


@login_not_required
@require_safe
def session_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything for the whole agenda, for the holder of a place."""
    now = now_for(request, bearer_for(request, pk))
    if confirms(request, now, "room"):
        return answered(now, "room", HttpResponseNotModified())
    return answered(now, "room", JsonResponse(room_state(place_for(now.bearer), now)))


@login_not_required
@require_safe
def session_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the room is; nothing as long as that is the same for this device."""
    now = now_for(request, bearer_for(request, pk))
    if request.headers.get(HEADER):  # a browser without it does not say what it keeps
        note_contact(now, read_kept(request.headers.get(KEPT_HEADER, "")))
    if confirms(request, now, "now"):
        return answered(now, "now", HttpResponseNotModified())
    return answered(now, "now", JsonResponse(now.as_json()))


@require_POST
@csrf_exempt
@login_not_required
def session_taps(request: HttpRequest, pk: int) -> HttpResponse:
    """Take answers by the token of a place alone: the cookie of a login is never asked."""
    bearer = read_token(request.headers.get(HEADER, ""), pk)
    if bearer is None:
        raise Http404
    place = place_for(bearer)
    if request.content_type != "application/json":
        raise BadInput
    delivery = read_delivery(request.body)
    receipt = take(place, delivery)
    now = now_for(request, bearer)
    note_contact(now, delivery.kept, at_once=True)
    told: dict[str, Any] = now.as_json() | receipt.as_json()
    return answered(now, "taps", JsonResponse(told))


def bearer_for(request: HttpRequest, pk: int) -> Bearer:
    """Whose place it is: by the token, else by who is signed in or joined as a guest."""
    token = request.headers.get(HEADER, "")
    bearer = read_token(token, pk) if token else own_place(request.reader, pk)
    if bearer is None:
        raise Http404
    return bearer


def place_for(bearer: Bearer) -> Place:
    place = place_of_bearer(bearer)
    if place is None:
        raise Http404
    return place


def now_for(request: HttpRequest, bearer: Bearer) -> Now:
    """What holds now; a device without a login is told when there is no more to come."""
    now = look(bearer)
    if now is None:
        raise Http404
    if now.confirmed_at and request.headers.get(HEADER):
        raise RoomOver
    return now


def confirms(request: HttpRequest, now: Now, kind: str) -> bool:
    return tag_of(now, kind) in parse_etags(request.headers.get("If-None-Match", ""))


def tag_of(now: Now, kind: str) -> str:
    """Weak, for it may be compressed on its way."""
    return f'W/"{kind}-{now.seen}"'


def answered(now: Now, kind: str, response: HttpResponse) -> HttpResponse:
    response.headers["ETag"] = tag_of(now, kind)
    return private(response)
