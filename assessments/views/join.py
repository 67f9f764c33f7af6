"""Joining a round at home: by its shared link, or as somebody of the region; then answering."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from assessments.actions import take_home_seat
from assessments.actions.home_rounds import HasEnded
from assessments.forms import JoinForm
from assessments.home.answering import CHOSEN, Place, language_for, spoken
from assessments.home.letters import asker_of
from assessments.models import HomeInvitation, Round, Seat, hash_of_link
from assessments.rules import joining_blockers
from assessments.views.answering import answer, language_chosen, words_of_page
from core import clock
from core.idempotency import once
from regions.http import HttpRequest
from regions.middleware import GUEST_KEY
from regions.reader import Reader


@login_not_required
@require_http_methods(["GET", "POST"])
def home_round_join(request: HttpRequest, token: str) -> HttpResponse:
    """The shared link (HR04): a name and a level, then the questions. GET changes nothing."""
    by_link = Round.objects.joinable_by(request.reader).filter(kind="home")
    round_ = get_object_or_404(by_link.for_page(), link_hash=hash_of_link(token))
    return spoken(request, language_for(request), lambda: _join(request, round_))


@login_not_required
@require_http_methods(["GET", "POST"])
def home_round_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer: for whoever has a seat; people of the region take one here first (R01)."""
    seat = _seat_of(request.reader, pk)
    if seat is None:
        of_region = Round.objects.at_home_of(request.reader)
        round_ = get_object_or_404(of_region.for_page(), pk=pk)
        return spoken(request, language_for(request), lambda: _join(request, round_))
    asked = HomeInvitation.objects.of_seat(seat).first()
    here = reverse("home_round_rate", args=[pk])
    place = Place(seat, request.reader, here, asked)
    language = language_for(request, seat=seat, invitation=asked)
    return spoken(request, language, lambda: answer(request, place))


def _seat_of(reader: Reader, round_pk: int) -> Seat | None:
    found: Seat | None = (
        Seat.objects.of(reader)
        .for_rating()
        .filter(round_id=round_pk, round__kind="home")
        .order_by("pk")
        .first()
    )
    return found


def _join(request: HttpRequest, round_: Round) -> HttpResponse:
    if _seat_of(request.reader, round_.pk) is not None:
        return redirect("home_round_rate", round_.pk)
    if reasons := joining_blockers(round_, clock.today()):
        raise HasEnded(*reasons)
    if chosen := language_chosen(request, by=request.reader):
        return chosen
    has_account = request.reader.is_signed_in
    if request.method == "GET":
        form = JoinForm(asks_name=not has_account, initial=_known(request.reader, round_))
        return _show(request, round_, form)
    form = JoinForm(request.POST, asks_name=not has_account)
    if not form.is_valid():
        return _show(request, round_, form, status=400)
    key = None if has_account else _guest_key(request)
    seat = once(
        request,
        lambda: take_home_seat(
            round_=round_,
            level=form.cleaned_data["level"],
            may_show_alone=form.may_show_alone,
            name=form.cleaned_data.get("name", ""),
            person_key=key,
            language=get_language() or "",
            by=request.reader,
        ),
    )
    if not has_account:
        chosen_language = request.session.get(CHOSEN)
        request.session.cycle_key()  # what was known of this browser before opens nothing
        request.session[GUEST_KEY] = str(seat.person_key)
        if chosen_language:
            request.session[CHOSEN] = chosen_language
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
    request: HttpRequest, round_: Round, form: JoinForm, *, status: int = 200
) -> HttpResponse:
    if round_.region is None:
        raise Http404
    context = {
        "round": round_,
        "practice": round_.revision.practice,
        "region": round_.region,
        "asker": asker_of(round_),
        "form": form,
    }
    page = words_of_page(request) | context
    return render(request, "assessments/home_join.html", page, status=status)
