"""Decisions: recorded by the region's lead, read by members or by everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.actions import add_dissent, confirm_decision, decide
from assessments.actions.finishing import NotYourRegion
from assessments.deciding.chain import Chain
from assessments.deciding.forms import ONE_MORE, DissentForm, Paper, StaysForm
from assessments.deciding.page import DecidingForm, Standing
from assessments.models import Assessment, Decision
from assessments.obstacles import obstacles_of, still_open
from assessments.results import read
from assessments.rules import decision_gaps, lead_refusals
from assessments.views.pairs import Pair, find_pair
from core.errors import Refusal
from core.forms import show_refusal
from core.idempotency import once
from core.panels import shown_at
from core.public_pages import public_page
from practices.finding.cards import Title
from regions.http import HttpRequest


@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Decide about a practice, for the first time or again (DE01)."""
    pair = find_pair(request.reader, slug, nuts)
    if reasons := lead_refusals(request.reader, pair.region):
        raise NotYourRegion(*reasons)
    if request.method == "GET":
        return _show(request, pair, Paper.empty(request.GET.get("outcome", "")))
    if request.POST.get("act") == ONE_MORE:
        return _show(request, pair, Paper.with_one_more(request.POST))
    paper = Paper.sent(request.POST)
    if not paper.is_valid():
        return _show(request, pair, paper, status=400)
    try:
        decision = once(
            request,
            lambda: decide(
                practice=pair.practice, region=pair.region, choice=paper.choice, by=request.reader
            ),
        )
    except Refusal as refusal:
        show_refusal(paper.form, refusal)
        return _show(request, pair, paper, status=refusal.status)
    messages.success(request, _("The decision is recorded."))
    return redirect(decision.assessment or decision)


def _show(request: HttpRequest, pair: Pair, paper: Paper, *, status: int = 200) -> HttpResponse:
    newest = (
        Assessment.objects.visible_to(request.reader)
        .filter(transfer__practice=pair.practice, transfer__region=pair.region)
        .for_page()
        .newest_first()
        .first()
    )
    reading = read(newest) if newest else None
    found = obstacles_of(reading) if reading else []
    in_force = Decision.objects.visible_to(request.reader).in_force()
    before = in_force.filter(transfer__practice=pair.practice, transfer__region=pair.region).first()
    deciding = DecidingForm(
        paper=paper,
        practice=pair.practice,
        region=pair.region,
        gaps=decision_gaps([each.criterion.topic for each in still_open(found)]),
        is_final=newest is not None and newest.is_final,
        before=before,
        obstacles=found,
        panels=shown_at("deciding", request, before.pk) if before else (),
    )
    context = {
        "deciding": deciding,
        "practice": pair.practice,
        "title": Title.of(pair.practice.title),
        "region": pair.region,
        "assessment": newest,
        "form": paper.form,
        "decision": before,
    }
    return render(request, "assessments/decide.html", context, status=status)


@login_not_required
@require_safe
@public_page
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: members read all, others what the region shows (DE04)."""
    return show_decision(request, find_decision(request, pk))


@require_POST
def decision_dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in one's own words that one sees it differently (DE06)."""
    decision = find_decision(request, pk)
    form = DissentForm(request.POST)
    if not form.is_valid():
        return show_decision(request, decision, dissent_form=form, status=400)
    words = form.cleaned_data["words"]
    try:
        once(request, lambda: add_dissent(decision=decision, words=words, by=request.reader))
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        show_refusal(form, refusal)
        return show_decision(request, decision, dissent_form=form, status=refusal.status)
    messages.success(request, _("Your words stand with the decision. The lead is told."))
    return redirect(f"{decision.get_absolute_url()}#dissent")


@require_POST
def decision_stays(request: HttpRequest, pk: int) -> HttpResponse:
    """Looked at again, stays as it is: with one click a new decision like it (DE07)."""
    decision = find_decision(request, pk)
    form = StaysForm(request.POST)
    if not form.is_valid():
        return show_decision(request, decision, stays_form=form, status=400)
    review_on = form.cleaned_data["review_on"]
    try:
        made = once(
            request,
            lambda: confirm_decision(decision=decision, review_on=review_on, by=request.reader),
        )
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        show_refusal(form, refusal)
        return show_decision(request, decision, stays_form=form, status=refusal.status)
    messages.success(request, _("It stays as it is. The new decision refers to the earlier one."))
    return redirect(made)


def find_decision(request: HttpRequest, pk: int) -> Decision:
    """The decision with its page's names, if this reader may read it."""
    found: Decision = get_object_or_404(
        Decision.objects.visible_to(request.reader).for_page(), pk=pk
    )
    return found


def show_decision(
    request: HttpRequest, decision: Decision, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page, with the form that was sent where something was wrong with it."""
    readable = Decision.objects.visible_to(request.reader)
    of_pair = readable.filter(transfer=decision.transfer_id).order_by("-made_at", "-pk")
    assessment = (
        Assessment.objects.visible_to(request.reader).filter(pk=decision.assessment_id or 0).first()
    )
    is_in_force = readable.in_force().filter(pk=decision.pk).exists()
    region = decision.transfer.region
    standing = Standing(decision, region, request.reader, is_in_force=is_in_force, **forms)
    context = {
        "decision": decision,
        "practice": decision.transfer.practice,
        "title": Title.of(decision.transfer.practice.title),
        "region": region,
        "chain": Chain.around(decision, of_pair),
        "standing": standing,
        "assessment": assessment,
        "panels": shown_at("decision", request, decision.pk),
    }
    return render(request, "assessments/decision.html", context, status=status)
