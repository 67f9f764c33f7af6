"""Answering in a round at home: one question after the other, in one's language; passing on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.actions import choose_language, finish_seat, pass_question, send_answers
from assessments.actions.answers import TapReused
from assessments.forms import PassForm
from assessments.home.answering import CHOSEN, Place
from assessments.models import HomeInvitation, HomePass, Seat
from assessments.rules import joining_blockers
from assessments.sheet import Entry, HomeSheet
from assessments.views.rate import answer_sent, asked
from core import clock
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.languages import ANSWERING, known_language
from practices.finding.cards import Title
from regions.http import HttpRequest
from regions.reader import Reader


def answer(request: HttpRequest, place: Place) -> HttpResponse:
    """Everything that happens at the address of a seat: read, answered, passed on, finished."""
    code = request.GET.get("pass", "")
    if request.method == "POST":
        return _save(request, place, code)
    return _pass_page(request, place, code) if code else _question_page(request, place)


def language_chosen(
    request: HttpRequest,
    *,
    by: Reader,
    seat: Seat | None = None,
    invitation: HomeInvitation | None = None,
) -> HttpResponse | None:
    """The page again in the language that was tapped; None where none was."""
    if request.method != "POST" or "language" not in request.POST or "choose" not in request.POST:
        return None
    chosen = known_language(request.POST["language"])
    if seat or invitation:
        once(
            request,
            lambda: choose_language(seat=seat, invitation=invitation, language=chosen, by=by),
        )
    else:
        request.session[CHOSEN] = chosen
    return redirect(request.get_full_path())


def words_of_page(request: HttpRequest) -> dict[str, object]:
    """For the choice of a language at the top of each page."""
    return {
        "languages": ANSWERING,
        "language_name": ANSWERING[known_language(get_language() or "")],
        "here": request.get_full_path(),
    }


def _question_page(request: HttpRequest, place: Place) -> HttpResponse:
    seat = place.seat
    sheet = HomeSheet.of(seat, get_language() or "")
    entry = _wanted(request, sheet, place)
    passed = list(HomePass.objects.by_seat(seat))
    context = {
        "sheet": sheet,
        "seat": seat,
        "address": place.address,
        "codes": place.codes,
        "title": Title.of(sheet.practice.title),
        "leave": sheet.practice.get_absolute_url(),
        "has_ended": bool(joining_blockers(seat.round, clock.today())),
        "asked": asked(request, sheet, entry, seat.round) if entry else None,
        "passed": passed,
        "passed_here": [p for p in passed if entry and p.code == entry.criterion.code],
        "questions": {each.criterion.code: each.said.question for each in sheet.entries},
    }
    return render(request, "assessments/home_rate.html", words_of_page(request) | context)


def _wanted(request: HttpRequest, sheet: HomeSheet, place: Place) -> Entry | None:
    """The question asked for, else the next open one; none at the end.

    Whoever was passed questions is at the end when these are answered.
    """
    code = request.GET.get("q", "")
    if code == "end":
        return None
    if entry := sheet.entry(code):
        return entry
    if place.codes and sheet.has_answered(place.codes):
        return None
    return sheet.next_after(first=place.codes)


def _save(request: HttpRequest, place: Place, passing: str) -> HttpResponse:
    """Take one tap and go on to the next question, pass one on, or note that somebody is done."""
    if chosen := language_chosen(
        request, by=place.by, seat=place.seat, invitation=place.invitation
    ):
        return chosen
    if passing:
        return _pass(request, place, passing)
    here = place.address
    if "done" in request.POST:
        once(request, lambda: finish_seat(seat=place.seat, by=place.by))
        messages.success(request, _("Thank you. Your answers are complete."))
        return redirect(f"{here}?q=end")
    sent = answer_sent(request, place.seat)
    code = sent.criterion.code
    try:
        send_answers(seat=place.seat, answers=[sent], by=place.by)
    except TapReused:
        messages.warning(request, _("Your first answer was saved already. Tap again to change it."))
        return redirect(f"{here}?q={code}")
    return redirect(f"{here}?q={_next(place, code)}&saved={code}")


def _next(place: Place, code: str) -> str:
    """Where to go after an answer; who has answered all that was passed on has finished."""
    sheet = HomeSheet.of(place.seat)
    is_new = place.seat.finished_at is None and code in place.codes
    if is_new and sheet.has_answered(place.codes):
        finish_seat(seat=place.seat, by=place.by)
        return "end"
    following = sheet.next_after(code, first=place.codes)
    return following.criterion.code if following else "end"


def _pass_page(
    request: HttpRequest,
    place: Place,
    code: str,
    form: PassForm | None = None,
    status: int = 200,
) -> HttpResponse:
    sheet = HomeSheet.of(place.seat, get_language() or "")
    entry = sheet.entry(code)
    if entry is None:
        return redirect(place.address)
    context = {
        "entry": entry,
        "seat": place.seat,
        "address": place.address,
        "title": Title.of(sheet.practice.title),
        "form": form or PassForm(initial={"language": get_language()}),
        "passed_here": [p for p in HomePass.objects.by_seat(place.seat) if p.code == code],
    }
    page = words_of_page(request) | context
    return render(request, "assessments/home_pass.html", page, status=status)


def _pass(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    criterion = get_object_or_404(place.seat.round.criteria_set.criteria.all(), code=code)
    form = PassForm(request.POST)
    if not form.is_valid():
        return _pass_page(request, place, code, form, status=400)
    try:
        once(
            request,
            lambda: pass_question(
                seat=place.seat,
                criterion=criterion,
                to=form.to,
                note=form.cleaned_data["note"],
                by=place.by,
            ),
        )
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _pass_page(request, place, code, form, status=refusal.status)
    messages.success(request, _("Passed on to %(name)s.") % {"name": form.to.name})
    return redirect(f"{place.address}?q={code}")
