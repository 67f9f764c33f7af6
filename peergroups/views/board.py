"""The moderator's board and the wall, and what the moderator does there."""

from collections.abc import Callable

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from assessments.actions import close_round, reveal_round
from assessments.models import Round
from core.idempotency import once
from peergroups.actions import (
    go_to,
    open_item_round,
    open_item_second_round,
    reopen_item_round,
)
from peergroups.board import read_board
from peergroups.models import AgendaItem
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
    session = moderated_session(request.reader, pk)
    is_wall = "projector" in request.GET
    board = read_board(session, for_wall=is_wall)
    if request.htmx and request.GET.get("seen") == board.token:
        return private(HttpResponse(status=NOTHING_NEW))
    template = "peergroups/wall.html" if is_wall else "peergroups/board.html"
    if request.htmx:
        template += "#live"
    context = {
        "session": session,
        "board": board,
        "join_url": join_address(request, session),
    }
    return private(render(request, template, context))


def private(response: HttpResponse) -> HttpResponse:
    """No copy of a board is kept anywhere."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def act(
    request: HttpRequest, pk: int, effect: Callable[[], models.Model], said: str
) -> HttpResponse:
    """Carry out one act of the moderator and go back to the board."""
    once(request, effect)
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
    by = request.reader
    said = _("The next round is open. Everybody’s answers are prefilled.")
    return act(request, pk, lambda: open_item_second_round(item=item, by=by), said)


@require_POST
def session_close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the round for everybody."""
    found = round_named(request, pk)
    by = request.reader
    return act(request, pk, lambda: close_round(round_=found, by=by), _("The round is closed."))


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
    return act(request, pk, lambda: reveal_round(round_=found, by=by), said)


@require_POST
def session_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the room go on to another practice."""
    item = item_named(request, pk)
    by = request.reader
    said = _("Now: %(practice)s") % {"practice": item.practice.title}
    return act(request, pk, lambda: go_to(item=item, by=by), said)
