"""Joining a round at home: by its link, or as somebody of the region; then answering."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import finish_seat, send_answers, take_home_seat
from assessments.actions.answers import TapReused
from assessments.actions.home_rounds import HasEnded
from assessments.forms import JoinForm
from assessments.models import Round, Seat, hash_of_link
from assessments.rules import joining_blockers
from assessments.sheet import Entry, HomeSheet
from assessments.views.rate import answer_sent, asked
from core import clock
from core.idempotency import once
from practices.finding.cards import Title
from regions.http import HttpRequest
from regions.middleware import GUEST_KEY
from regions.reader import Reader


@login_not_required
@require_http_methods(["GET", "POST"])
def home_round_join(request: HttpRequest, token: str) -> HttpResponse:
    """The shared link (HR04): a name and a level, then the questions. GET changes nothing."""
    by_link = Round.objects.joinable_by(request.reader).filter(kind="home")
    round_ = get_object_or_404(by_link.for_page(), link_hash=hash_of_link(token))
    return _join(request, round_, reverse("home_round_join", args=[token]))


@login_not_required
@require_http_methods(["GET", "POST"])
def home_round_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer: for whoever has a seat; people of the region take one here first (R01)."""
    here = reverse("home_round_rate", args=[pk])
    seat = _seat_of(request.reader, pk)
    if seat is None:
        of_region = Round.objects.at_home_of(request.reader)
        return _join(request, get_object_or_404(of_region.for_page(), pk=pk), here)
    if request.method == "POST":
        return _save(request, seat, here)
    sheet = HomeSheet.of(seat)
    entry = _wanted(request, sheet)
    context = {
        "sheet": sheet,
        "seat": seat,
        "address": here,
        "title": Title.of(sheet.practice.title),
        "leave": sheet.practice.get_absolute_url(),
        "has_ended": bool(joining_blockers(seat.round, clock.today())),
        "asked": asked(request, sheet, entry, seat.round) if entry else None,
    }
    return render(request, "assessments/home_rate.html", context)


def _wanted(request: HttpRequest, sheet: HomeSheet) -> Entry | None:
    """The question asked for, else the next open one; none at the end."""
    code = request.GET.get("q", "")
    return None if code == "end" else sheet.entry(code) or sheet.next_after()


def _save(request: HttpRequest, seat: Seat, here: str) -> HttpResponse:
    """Take one tap and go on to the next question, or note that somebody is done."""
    if "done" in request.POST:
        once(request, lambda: finish_seat(seat=seat, by=request.reader))
        messages.success(request, _("Thank you. Your answers are complete."))
        return redirect(f"{here}?q=end")
    answer = answer_sent(request, seat)
    code = answer.criterion.code
    try:
        send_answers(seat=seat, answers=[answer], by=request.reader)
    except TapReused:
        messages.warning(request, _("Your first answer was saved already. Tap again to change it."))
        return redirect(f"{here}?q={code}")
    following = HomeSheet.of(seat).next_after(code)
    return redirect(f"{here}?q={following.criterion.code if following else 'end'}&saved={code}")


def _seat_of(reader: Reader, round_pk: int) -> Seat | None:
    found: Seat | None = (
        Seat.objects.of(reader)
        .for_rating()
        .filter(round_id=round_pk, round__kind="home")
        .order_by("pk")
        .first()
    )
    return found


def _join(request: HttpRequest, round_: Round, here: str) -> HttpResponse:
    if _seat_of(request.reader, round_.pk) is not None:
        return redirect("home_round_rate", round_.pk)
    if reasons := joining_blockers(round_, clock.today()):
        raise HasEnded(*reasons)
    has_account = request.reader.is_signed_in
    if request.method == "GET":
        form = JoinForm(has_account=has_account, initial=_known(request.reader, round_))
        return _show(request, round_, form, here)
    form = JoinForm(request.POST, has_account=has_account)
    if not form.is_valid():
        return _show(request, round_, form, here, status=400)
    key = None if has_account else _guest_key(request)
    seat = once(
        request,
        lambda: take_home_seat(
            round_=round_,
            level=form.cleaned_data["level"],
            may_show_alone=form.may_show_alone,
            name=form.cleaned_data.get("name", ""),
            person_key=key,
            by=request.reader,
        ),
    )
    if not has_account:
        request.session.cycle_key()  # what was known of this browser before opens nothing
        request.session[GUEST_KEY] = str(seat.person_key)
    return redirect("home_round_rate", round_.pk)


def _known(reader: Reader, round_: Round) -> dict[str, str]:
    """The level a person of the region holds, or a guest answered as before."""
    for each in reader.memberships:
        if each.partner.region_id == round_.region_id:
            return {"level": each.level, "showing": "no"}
    before = Seat.objects.of(reader).filter(region=round_.region_id).order_by("-pk").first()
    if before is None:
        return {"showing": "no"}
    return {"level": before.level, "name": before.name, "showing": "no"}


def _guest_key(request: HttpRequest) -> UUID:
    """The key this browser holds from a meeting, so that answers carry over, or a new one."""
    return request.reader.person_key or uuid4()


def _show(
    request: HttpRequest, round_: Round, form: JoinForm, here: str, *, status: int = 200
) -> HttpResponse:
    if round_.region is None:
        raise Http404
    context = {
        "round": round_,
        "practice": round_.revision.practice,
        "region": round_.region,
        "form": form,
        "here": here,
    }
    return render(request, "assessments/home_join.html", context, status=status)
