"""The page on which a person answers; sessions and rounds at home use the same one."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.actions import Answer, allow_showing, contest_rating, finish_seat, send_answers
from assessments.models import Criterion, Rating, Seat
from assessments.rating import RatingSheet
from core.errors import BadInput, Refusal
from core.idempotency import once
from regions.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """Where the answering happens: its own address, and where "Leave" and the end lead to."""

    here: str
    leave: str
    leave_words: str
    heading: str = ""  # a line above the question, such as "Practice 2 of 5"


def rate_seat(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    """Show the next question of a seat's round, or take what was sent and go on.

    The caller has made sure that the seat is the reader's; `seat` comes `for_rating()`.
    """
    sheet = RatingSheet(seat, request.GET.get("q", ""))
    if request.method == "POST":
        return _take(request, sheet, place)
    return _show(request, sheet, place)


def _show(
    request: HttpRequest,
    sheet: RatingSheet,
    place: Place,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    saved = next((each for each in sheet.criteria if each.code == request.GET.get("saved")), None)
    context = {
        "sheet": sheet,
        "place": place,
        "problem": problem,
        "words": _words(request, sheet),
        "saved": saved,
        "saved_answer": sheet.given.get(saved.code) if saved else None,
    }
    return render(request, "assessments/rate.html", context, status=status)


def _words(request: HttpRequest, sheet: RatingSheet) -> dict[str, str]:
    """Obstacle and comment: what was just typed, else what stands with the answer."""
    return {
        name: request.POST.get(name) or (getattr(sheet.answer, name) if sheet.answer else "")
        for name in ("obstacle", "comment")
    }


def _take(request: HttpRequest, sheet: RatingSheet, place: Place) -> HttpResponse:
    data = request.POST
    if "showing" in data:
        return _choose_showing(request, sheet.seat, place)
    if "done" in data:
        once(request, lambda: finish_seat(seat=sheet.seat, by=request.reader))
        messages.success(request, _("Thank you. Your answers are complete."))
        return HttpResponseRedirect(place.leave)
    if "contest" in data:
        return _contest(request, sheet.seat, place)
    return _answer(request, sheet, place)


def _answer(request: HttpRequest, sheet: RatingSheet, place: Place) -> HttpResponse:
    """Save an answer with its obstacle and comment; the value may be the one given before."""
    data = request.POST
    criterion = next((each for each in sheet.criteria if each.code == data.get("question")), None)
    if criterion is None:
        raise BadInput
    sheet = RatingSheet(sheet.seat, criterion.code)
    try:
        value = _value(data.get("answer"), sheet)
        answer = Answer(
            criterion=criterion,
            value=value,
            uuid=_uuid(data.get("tap", "")),
            obstacle=data.get("obstacle", ""),
            comment=data.get("comment", ""),
        )
        send_answers(seat=sheet.seat, answers=[answer], by=request.reader)
    except Refusal as refusal:
        problem = " ".join(str(each) for each in refusal.reasons)
        return _show(request, sheet, place, problem=problem, status=refusal.status)
    fresh = RatingSheet(sheet.seat, criterion.code)
    following: Criterion | None = criterion if "answer" not in data else fresh.after(criterion)
    query = urlencode({"q": following.code if following else "end", "saved": criterion.code})
    return HttpResponseRedirect(f"{place.here}?{query}")


class NoAnswerYet(BadInput):
    """An obstacle or a comment came without an answer to keep it with."""


def _value(sent: str | None, sheet: RatingSheet) -> int | None:
    """The value of the button; without one that of the answer given before."""
    if sent is None:
        if sheet.answer is None:
            raise NoAnswerYet(_("Tap an answer too: the words are kept with it."))
        return sheet.answer.value
    if sent == "":
        return None
    if sent not in {"-2", "-1", "0", "1", "2"}:
        raise BadInput
    return int(sent)


def _uuid(text: str) -> UUID:
    """The tap's key, so that sending it twice is sending it once."""
    if not text:
        return uuid4()
    try:
        return UUID(text)
    except ValueError:
        raise BadInput from None


def _choose_showing(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    may_show = request.POST["showing"] == "yes"
    once(request, lambda: allow_showing(seat=seat, may_show_alone=may_show, by=request.reader))
    return HttpResponseRedirect(place.here)


def _contest(request: HttpRequest, seat: Seat, place: Place) -> HttpResponse:
    sent = request.POST["contest"]
    rating = get_object_or_404(
        Rating.objects.of(request.reader).filter(seat=seat),
        pk=int(sent) if sent.isdecimal() else 0,
    )
    once(request, lambda: contest_rating(rating=rating, by=request.reader))
    messages.success(request, _("It is noted that this answer is not yours."))
    return HttpResponseRedirect(f"{place.here}?q={rating.criterion.code}")
