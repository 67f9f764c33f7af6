"""Decisions: recorded by the region's lead, read by members or by everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import decide
from assessments.actions.finishing import NotYourRegion
from assessments.forms import DecisionForm
from assessments.models import Assessment, Decision, Outcome
from assessments.obstacles import obstacles_of, still_open
from assessments.results import read
from assessments.rules import decision_gaps, lead_refusals
from assessments.views.pairs import Pair, find_pair
from core.errors import Refusal
from core.idempotency import once
from core.panels import shown_at
from practices.finding.cards import Title
from regions.http import HttpRequest


@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest, slug: str, nuts: str) -> HttpResponse:
    """Decide about a practice, with or without an assessment (DE01)."""
    pair = find_pair(request.reader, slug, nuts)
    if reasons := lead_refusals(request.reader, pair.region):
        raise NotYourRegion(*reasons)
    if request.method == "GET":
        wanted = request.GET.get("outcome", "")
        initial = {"outcome": wanted} if wanted in Outcome.values else {}
        return _show(request, pair, DecisionForm(initial=initial))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, pair, form, status=400)
    try:
        decision = once(
            request,
            lambda: decide(
                practice=pair.practice, region=pair.region, choice=form.choice, by=request.reader
            ),
        )
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        for each in refusal.reasons:
            form.add_error(None, str(each))
        return _show(request, pair, form, status=refusal.status)
    messages.success(request, _("The decision is recorded."))
    return redirect(decision.assessment or decision)


def _show(
    request: HttpRequest, pair: Pair, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
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
    context = {
        "practice": pair.practice,
        "title": Title.of(pair.practice.title),
        "region": pair.region,
        "assessment": newest,
        "form": form,
        "gaps": decision_gaps([each.criterion.topic for each in still_open(found)]),
        "is_final": newest is not None and newest.is_final,
        "decision": in_force.filter(
            transfer__practice=pair.practice, transfer__region=pair.region
        ).first(),
    }
    return render(request, "assessments/decide.html", context, status=status)


@login_not_required
@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: members read all, others what the region shows (DE04)."""
    readable = Decision.objects.visible_to(request.reader)
    decision = get_object_or_404(readable.for_page(), pk=pk)
    history = readable.filter(transfer=decision.transfer_id).order_by("-made_at", "-pk")
    assessment = (
        Assessment.objects.visible_to(request.reader).filter(pk=decision.assessment_id or 0).first()
    )
    context = {
        "decision": decision,
        "practice": decision.transfer.practice,
        "title": Title.of(decision.transfer.practice.title),
        "region": decision.transfer.region,
        "history": [each for each in history if each.pk != decision.pk],
        "is_in_force": not readable.filter(supersedes=decision).exists(),
        "assessment": assessment,
        "panels": shown_at("decision", request, decision.pk),
    }
    return render(request, "assessments/decision.html", context)
