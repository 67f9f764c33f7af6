"""The moderator's board and the wall, and what the moderator does there."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from assessments.models import Round
from core import clock
from core.errors import BadInput
from core.idempotency import holder_of, once
from peergroups.actions import (
    AlreadyDone,
    close_item_round,
    go_to,
    open_item_round,
    open_item_second_round,
    pause,
    reopen_item_round,
    reveal_item_round,
    run_on,
    save_notes,
    start_closing,
    start_opening,
)
from peergroups.actions.notes import MAX_NOTES, NotesChanged
from peergroups.board import read_board
from peergroups.board.acts import read_acts
from peergroups.board.catching_up import SENTENCES, catch_up
from peergroups.board.glance import Glance, glance
from peergroups.models import AgendaItem, Session
from peergroups.rules import base_of
from peergroups.views.find import item_of, moderated_session, round_of
from peergroups.views.groups import number
from peergroups.views.sessions import join_address
from regions.http import HttpRequest

NOTHING_NEW = 204


@require_safe
@vary_on_headers("HX-Request")
def session_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board, or with `?projector` the wall; to htmx only what changes.

    `?seen=` holds what the page shows; nothing is sent while that is still so.
    """
    now = glance(request.reader, pk)
    if now and request.htmx and request.GET.get("seen") == now.token:
        return private(HttpResponse(status=NOTHING_NEW))
    session, now = led_session(request, pk, now)
    is_wall = "projector" in request.GET
    template = "peergroups/wall.html" if is_wall else "peergroups/board.html"
    if request.htmx:
        template += "#live"
    context = {
        "session": session,
        "board": read_board(session, now, for_wall=is_wall, shows_rest="rest" in request.GET),
        "join_url": join_address(request, session),
        "notes_base": base_of(session.notes),
        "notes_limit": MAX_NOTES,
    }
    return private(render(request, template, context))


def led_session(request: HttpRequest, pk: int, now: Glance | None) -> tuple[Session, Glance]:
    """The session of one of its moderators, or why there is nothing to see."""
    if now is None:
        session = moderated_session(request.reader, pk)
        return session, glance(request.reader, session.pk) or Glance(0, frozenset())
    return Session.objects.moderated_by(request.reader).with_event().get(pk=pk), now


def private(response: HttpResponse) -> HttpResponse:
    """No copy of a board is kept anywhere."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def act(
    request: HttpRequest, pk: int, effect: Callable[[], models.Model], said: str
) -> HttpResponse:
    """Carry out one act of the moderator and go back to the board.

    Two moderators may do the same at once: the second reads that it is done.
    """
    try:
        once(request, effect)
    except AlreadyDone as already:
        messages.info(request, str(already.reasons[0]))
    else:
        messages.success(request, said)
    return redirect("session_board", pk)


def item_named(request: HttpRequest, pk: int) -> AgendaItem:
    return item_of(moderated_session(request.reader, pk), number(request, "item"))


def round_named(request: HttpRequest, pk: int) -> Round:
    return round_of(moderated_session(request.reader, pk), number(request, "round"))


@require_POST
def session_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the first round about a practice."""
    item = item_named(request, pk)
    by = request.reader
    said = _("The round is open. Nobody sees an answer before it is closed.")
    return act(request, pk, lambda: open_item_round(item=item, by=by), said)


@require_POST
def session_second(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next round about the same practice."""
    item = item_named(request, pk)
    after = round_named(request, pk) if request.POST.get("round") else None
    by = request.reader
    said = _("The next round is open. Everybody’s answers are prefilled.")
    return act(request, pk, lambda: open_item_second_round(item=item, by=by, after=after), said)


@require_POST
def session_close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the round for everybody."""
    found = round_named(request, pk)
    by = request.reader
    return act(
        request, pk, lambda: close_item_round(round_=found, by=by), _("The round is closed.")
    )


@require_POST
def session_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a round again that was closed too early."""
    found = round_named(request, pk)
    by = request.reader
    said = _("The round is open again.")
    session = moderated_session(by, pk)
    return act(request, pk, lambda: reopen_item_round(round_=found, session=session, by=by), said)


@require_POST
def session_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the answers of a closed round."""
    found = round_named(request, pk)
    by = request.reader
    said = _("The answers are shown.")
    return act(request, pk, lambda: reveal_item_round(round_=found, by=by), said)


@require_POST
def session_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the room go on to another practice."""
    item = item_named(request, pk)
    by = request.reader
    said = _("Now: %(practice)s") % {"practice": item.title}
    return act(request, pk, lambda: go_to(item=item, by=by), said)


TIMING: Final = {
    "opening": (start_opening, SENTENCES["opening"]),
    "closing": (start_closing, SENTENCES["closing"]),
    "pause": (pause, SENTENCES["pause"]),
    "resume": (run_on, SENTENCES["resume"]),
}


@require_POST
def session_timer(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin, come to the end, let the time stand still or run on."""
    session = moderated_session(request.reader, pk)
    wanted = TIMING.get(request.POST.get("do", ""))
    if wanted is None:
        raise BadInput
    effect, said = wanted
    by = request.reader
    return act(request, pk, lambda: effect(session=session, by=by), str(said))


@require_POST
def session_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the moderators' notes; when another one wrote meanwhile, both texts are shown."""
    session = moderated_session(request.reader, pk)
    text, base = request.POST.get("text", ""), request.POST.get("base", "")
    by = request.reader
    is_page = not request.htmx and "json" not in request.headers.get("Accept", "")
    try:
        kept = once(request, lambda: save_notes(session=session, text=text, base=base, by=by))
    except NotesChanged as changed:
        if is_page:
            return both_notes(request, session, text, changed)
        told = {"detail": str(changed.reasons[0]), "text": changed.theirs}
        return private(JsonResponse(told | {"base": base_of(changed.theirs)}, status=412))
    if is_page:
        messages.success(request, _("The notes are saved."))
        return redirect("session_board", pk)
    return private(JsonResponse({"text": kept.notes, "base": base_of(kept.notes)}))


def both_notes(
    request: HttpRequest, session: Session, text: str, changed: NotesChanged
) -> HttpResponse:
    context = {
        "session": session,
        "text": text,
        "theirs": changed.theirs,
        "notes_base": base_of(changed.theirs),
        "notes_limit": MAX_NOTES,
        "sentence": changed.reasons[0],
    }
    return private(render(request, "peergroups/notes.html", context, status=changed.status))


@require_POST
def session_acts(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out what was done at a board without a network, in order and each once."""
    session = moderated_session(request.reader, pk)
    if request.content_type != "application/json":
        raise BadInput
    acts = read_acts(request.body)
    outcomes = catch_up(session, acts, by=request.reader, holder=holder_of(request))
    told = {"now": clock.now().isoformat(), "acts": [each.as_json() for each in outcomes]}
    return private(JsonResponse(told))
