"""The personal link of somebody who is asked by name (LK01). GET changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions import decline, name_other, take_invited_seat
from assessments.actions.home_rounds import HasEnded
from assessments.forms import JoinForm, OtherForm
from assessments.home.answering import Place, bearer_of, language_for, spoken
from assessments.home.letters import asker_of, region_of
from assessments.home.rules import link_blockers
from assessments.models import HomeInvitation, hash_of_link
from assessments.rules import joining_blockers
from assessments.views.answering import answer, language_chosen, words_of_page
from core import clock
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.signed_links import page_of_link
from regions.http import HttpRequest


@login_not_required
@page_of_link
@require_http_methods(["GET", "POST"])
def home_invited(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, about what, until when; then the questions, as whoever the link was sent to."""
    borne = HomeInvitation.objects.of_bearer(hash_of_link(token))
    invitation = get_object_or_404(borne)
    here = reverse("home_invited", args=[token])
    language = language_for(request, seat=invitation.seat, invitation=invitation)
    return spoken(request, language, lambda: _open(request, invitation, here))


def _open(request: HttpRequest, invitation: HomeInvitation, here: str) -> HttpResponse:
    round_, seat = invitation.round, invitation.seat
    if reasons := link_blockers(invitation, round_, clock.now()):
        raise HasEnded(*reasons)
    if seat is not None:
        seat.round = round_
        return answer(request, Place(seat, bearer_of(seat), here, invitation))
    if reasons := joining_blockers(round_, clock.today()):
        raise HasEnded(*reasons)
    if chosen := language_chosen(request, by=request.reader, invitation=invitation):
        return chosen
    if request.method == "GET":
        return _show(request, invitation, JoinForm(asks_name=False, initial=_known(invitation)))
    if "decline" in request.POST:
        once(request, lambda: decline(invitation=invitation, by=request.reader))
        return redirect(here)
    if "other" in request.POST:
        return _name_other(request, invitation, here)
    return _begin(request, invitation, here)


def _begin(request: HttpRequest, invitation: HomeInvitation, here: str) -> HttpResponse:
    form = JoinForm(request.POST, asks_name=False)
    if not form.is_valid():
        return _show(request, invitation, form, status=400)
    once(
        request,
        lambda: take_invited_seat(
            invitation=invitation,
            level=form.cleaned_data["level"],
            may_show_alone=form.may_show_alone,
            language=get_language() or "",
            by=request.reader,
        ),
    )
    return redirect(here)


def _name_other(request: HttpRequest, invitation: HomeInvitation, here: str) -> HttpResponse:
    form, other = JoinForm(asks_name=False, initial=_known(invitation)), OtherForm(request.POST)
    if not other.is_valid():
        return _show(request, invitation, form, other, status=400)
    try:
        once(request, lambda: name_other(invitation=invitation, to=other.to, by=request.reader))
    except Refusal as refusal:
        show_refusal(other, refusal)
        return _show(request, invitation, form, other, status=refusal.status)
    messages.success(request, _("%(name)s is asked now. Thank you.") % {"name": other.to.name})
    return redirect(here)


def _known(invitation: HomeInvitation) -> dict[str, str]:
    return {"level": invitation.level, "showing": "no"}


def _show(
    request: HttpRequest,
    invitation: HomeInvitation,
    form: JoinForm,
    other: OtherForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    round_ = invitation.round
    said = {
        each.code: each.said_in(get_language() or "").question
        for each in round_.criteria_set.criteria.prefetch_related("texts")
        if each.code in invitation.codes
    }
    context = {
        "invitation": invitation,
        "round": round_,
        "practice": round_.revision.practice,
        "region": region_of(round_),
        "asker": asker_of(round_),
        "passed": list(invitation.passes.select_related("passed_by__user")),
        "questions": said,
        "form": form,
        "other": other or OtherForm(initial={"language": get_language()}),
    }
    page = words_of_page(request) | context
    return render(request, "assessments/home_invited.html", page, status=status)
