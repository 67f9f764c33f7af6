"""Rounds at home as the region's lead sees them: opened, watched, moved, closed, read."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import end_home_round, move_end, open_home_round
from assessments.actions.finishing import NotYourRegion
from assessments.forms import HomeRoundForm, MoveEndForm
from assessments.models import Round
from assessments.rules import lead_refusals
from assessments.views.home_people import page_of, show
from assessments.views.pairs import Pair, find_pair
from core import clock
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from practices.finding.cards import Title
from regions.http import HttpRequest

USUAL = timedelta(days=10)


@require_http_methods(["GET", "POST"])
def home_round_open(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Ask people of the region about one practice (HR01)."""
    pair = find_pair(request.reader, slug, nuts)
    if reasons := lead_refusals(request.reader, pair.region):
        raise NotYourRegion(*reasons)
    if request.method == "GET":
        form = HomeRoundForm(initial={"ends_on": clock.today() + USUAL})
        return _show_form(request, pair, form)
    form = HomeRoundForm(request.POST)
    if not form.is_valid():
        return _show_form(request, pair, form, status=400)
    ends_on, by = form.cleaned_data["ends_on"], request.reader
    try:
        opened = once(
            request,
            lambda: open_home_round(
                practice=pair.practice, region=pair.region, ends_on=ends_on, by=by
            ),
        )
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _show_form(request, pair, form, status=refusal.status)
    messages.success(request, _("The round is open. Ask people by name, or share its link."))
    return redirect("home_round_detail", opened.pk)


def _show_form(
    request: HttpRequest, pair: Pair, form: HomeRoundForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "practice": pair.practice,
        "title": Title.of(pair.practice.title),
        "region": pair.region,
        "form": form,
    }
    return render(request, "assessments/home_open.html", context, status=status)


@require_safe
def home_round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """While it is open who has finished (HR02); after the close what was answered (HR03)."""
    round_ = get_object_or_404(Round.objects.at_home_for(request.reader).for_page(), pk=pk)
    return show(request, page_of(request, round_))


@require_POST
def home_round_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it end later or earlier (HR01); nobody opens it early."""
    round_ = get_object_or_404(Round.objects.at_home_for(request.reader).for_page(), pk=pk)
    page = page_of(request, round_)
    form = MoveEndForm(request.POST)
    if reasons := lead_refusals(request.reader, page.region):
        raise NotYourRegion(*reasons)
    if not form.is_valid():
        return show(request, page, status=400, move_form=form)
    ends_on = form.cleaned_data["ends_on"]
    try:
        once(request, lambda: move_end(round_=round_, ends_on=ends_on, by=request.reader))
    except Refusal as refusal:
        show_refusal(form, refusal)
        return show(request, page, status=refusal.status, move_form=form)
    messages.success(request, _("The end is moved. Letters from now on name the new day."))
    return redirect("home_round_detail", round_.pk)


@require_POST
def home_round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it for everybody; the result of the pair is computed anew (HR01)."""
    round_ = get_object_or_404(Round.objects.at_home_for(request.reader).for_page(), pk=pk)
    once(request, lambda: end_home_round(round_=round_, by=request.reader))
    messages.success(request, _("The round is closed. Its answers are in the assessment."))
    return redirect("home_round_detail", round_.pk)
