"""The participant's page: one question at a time, a tap saves and moves on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import allow_showing, contest_rating, finish_seat, send_answers
from assessments.actions.answers import CannotAnswer
from assessments.models import Rating, Seat
from assessments.rules import closing_blockers
from assessments.views.rate import answer_sent, asked
from core import clock
from core.errors import BadInput, NotAllowed
from core.idempotency import once
from exchanges.models import Participation
from peergroups.models import Session
from peergroups.outcome.reading import own_step
from peergroups.people import own_in
from peergroups.room.places import name_of_place, token_of
from peergroups.sheet import Sheet, read_sheet
from peergroups.views.board import NOTHING_NEW, private
from peergroups.views.find import moderates, round_of, session_for
from peergroups.views.groups import number
from regions.http import HttpRequest
from regions.reader import Reader


class NoSeatHere(NotAllowed):
    sentence = gettext_lazy("You have no seat in this round, so you cannot answer in it.")


@login_not_required
@require_http_methods(["GET", "POST"])
def session_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the own region while a round is open; wait, or look back, while none is."""
    if request.htmx and not Session.objects.visible_to(request.reader).filter(pk=pk).exists():
        return show_out(request)
    session = session_for(request.reader, pk)
    if request.method == "POST":
        return save(request, session)
    place = place_of(request.reader, session)
    if place is None:
        if moderates(request.reader, session):
            return redirect("session_board", session.pk)
        raise Http404
    sheet = read_sheet(session, place, request.reader)
    if request.htmx:
        return answer_poll(request, sheet)
    return private(show(request, sheet))


def place_of(reader: Reader, session: Session) -> Participation | None:
    return own_in(session, reader).taking_part().select_related("partner__region").first()


def show_out(request: HttpRequest) -> HttpResponse:
    """To a page that looks again after the room was closed for whoever waits there.

    The same for every session that the reader does not know.
    """
    messages.info(request, _("The room is closed for you now. Thank you: your answers are kept."))
    response = HttpResponse(status=NOTHING_NEW)
    response["HX-Redirect"] = reverse("join")
    return private(response)


def answer_poll(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Nothing, as long as the page shows what is; else: load it again."""
    if request.GET.get("seen") == sheet.token:
        return private(HttpResponse(status=NOTHING_NEW))
    response = HttpResponse(status=NOTHING_NEW)
    response["HX-Refresh"] = "true"
    return private(response)


def show(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Which page the person needs now."""
    context: dict[str, Any] = {"sheet": sheet, "session": sheet.session, "seat": sheet.seat}
    if sheet.place.joined_at is None and sheet.session.is_live:
        return render(request, "peergroups/rate_join.html", context)
    context["room"] = room_for(sheet)
    if not sheet.can_answer:
        context["own"] = own_step(sheet.session, sheet.round, sheet.place)
        return render(request, "peergroups/rate_wait.html", context)
    if sheet.asks_privacy:
        return render(request, "peergroups/rate_privacy.html", context)
    entry = sheet.entry(request.GET.get("q", "")) or sheet.next_after()
    if entry is None or sheet.round is None:
        return render(request, "peergroups/rate_done.html", context)
    context["asked"] = asked(request, sheet, entry, sheet.round)
    return render(request, "peergroups/rate.html", context)


def room_for(sheet: Sheet) -> dict[str, object] | None:
    """What makes the page go on without a network, as long as the room takes answers."""
    session, place = sheet.session, sheet.place
    if place.joined_at is None or session.confirmed_at or session.cancelled_at:
        return None
    return {
        "token": token_of(session, place),
        "name": name_of_place(place),
        "now": clock.now(),
        "shows": "task" if sheet.can_answer else "wait",
    }


def save(request: HttpRequest, session: Session) -> HttpResponse:
    """Keep one tap; the form's key is the tap's uuid, so twice is the same as once."""
    seat = seat_named(request, session)
    answer = answer_sent(request, seat)
    once(request, lambda: send_answers(seat=seat, answers=[answer], by=request.reader))
    return redirect(next_page(session, request.reader, answer.criterion.code))


def seat_named(request: HttpRequest, session: Session) -> Seat:
    """The own seat in the round that the form names."""
    named = round_of(session, number(request, "round"))
    own = Seat.objects.of(request.reader).filter(round=named).select_related("round__criteria_set")
    seat = own.first()
    if seat is None and not named.is_open:
        raise CannotAnswer(*closing_blockers(named))
    if seat is None:
        raise NoSeatHere
    return seat


def next_page(session: Session, reader: Reader, code: str) -> str:
    """The next question without an answer; when there is none, what was sent."""
    page = reverse("session_rate", args=[session.pk])
    place = place_of(reader, session)
    following = read_sheet(session, place, reader).next_after(code) if place else None
    return f"{page}?q={following.criterion.code}&saved={code}" if following else page


@login_not_required
@require_POST
def session_privacy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether the answers of few people may be shown on the wall."""
    session = session_for(request.reader, pk)
    seat = seat_named(request, session)
    said = request.POST.get("wall", "")
    if said not in {"show", "keep"}:
        raise BadInput(_("Choose one of the two answers."))
    by = request.reader
    once(request, lambda: allow_showing(seat=seat, may_show_alone=said == "show", by=by))
    return redirect("session_rate", session.pk)


@login_not_required
@require_POST
def session_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is done."""
    session = session_for(request.reader, pk)
    seat = seat_named(request, session)
    once(request, lambda: finish_seat(seat=seat, by=request.reader))
    messages.success(request, _("All answers sent."))
    return redirect("session_rate", session.pk)


@login_not_required
@require_POST
def session_contest(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to an answer that the moderator entered for oneself (R09)."""
    session = session_for(request.reader, pk)
    ratings = Rating.objects.of(request.reader).filter(seat__round__in=session.rounds)
    rating = get_object_or_404(ratings, pk=number(request, "rating"))
    once(request, lambda: contest_rating(rating=rating, by=request.reader))
    messages.success(request, _("Marked as not yours. The moderator sees it."))
    return redirect("session_rate", session.pk)


@login_not_required
@require_safe
def session_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """A test question that does not count, before the first one that does."""
    session = session_for(request.reader, pk)
    place = place_of(request.reader, session)
    if place is None:
        raise Http404
    sheet = read_sheet(session, place, request.reader)
    context = {
        "sheet": sheet,
        "session": session,
        "seat": sheet.seat,
        "tried": request.GET.get("t", ""),
    }
    return private(render(request, "peergroups/ready.html", context))
