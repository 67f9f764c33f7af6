"""What a participant's device asks: the whole room, what is new, and to take its answers."""

import hashlib
import json
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.errors import BadInput
from core.public_pages import code_version
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

KEPT_HEADER: Final = "X-Kept"
DEVICE_HEADER: Final = "X-Device"
# Everything that the participant's page and the moderator's board need beside their own text.
FILES: Final = (
    *("clusterix.css", "icons.svg", "favicon.svg"),
    *("js/room-page.js", "js/room-acts.js", "js/room-drafts.js"),
    *("js/room-banner.js", "js/room-keys.js"),
    *("js/room-sync.js", "js/room-store.js"),
    *("js/board.js", "js/board-clock.js", "js/board-queue.js", "js/board-notes.js"),
    *("js/look.js", "django_htmx/htmx-2.min.js"),
)


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
    # Before the answers: what waits is sent again once the room is another one than that.
    now = now_for(request, bearer)
    receipt = take(place, delivery)
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
    now = look(bearer, request.headers.get(DEVICE_HEADER, ""))
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


@login_not_required
@require_safe
def session_worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files to keep, and the program that keeps them.

    Its text changes with every version and language; then the browser takes the new files.
    """
    files = [static(each) for each in FILES]
    program = static("js/room-worker.js")
    told = f"{code_version()} {get_language()} {files} {program}"
    version = hashlib.sha256(told.encode()).hexdigest()[:16]
    room = {"version": version, "shell": reverse("session_shell"), "files": files}
    text = f"self.ROOM = {json.dumps(room)};\nimportScripts({json.dumps(program)});\n"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def session_shell(request: HttpRequest) -> HttpResponse:
    """The participant's page without anybody in it, for the device to keep."""
    return private(render(request, "peergroups/room_shell.html"))
