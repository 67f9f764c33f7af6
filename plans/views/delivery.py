"""What becomes of an action: each form posts here and goes back to the action's page."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.idempotency import once
from plans.actions import (
    add_evidence,
    add_milestone,
    close_action,
    drop_action,
    reach_milestone,
    report_progress,
)
from plans.forms import (
    CloseForm,
    DropForm,
    EvidenceForm,
    MilestoneForm,
    ProgressForm,
    ReachedForm,
)
from plans.models import Action, ActionState
from plans.refusals import NotYourPlan, refuse
from plans.rules import leading_refusals
from plans.views.actions import action_context, find_action
from plans.views.plans import own_or_404
from regions.http import HttpRequest


def _saved(
    request: HttpRequest,
    action: Action,
    form: forms.Form,
    place: str,
    write: Callable[[], models.Model],
) -> HttpResponse:
    """Write once and go back; a form with errors is shown again at its place on the page."""
    own_or_404(request.reader, action.plan.region)
    if not form.is_valid():
        context = action_context(request, action, **{place: form})
        return render(request, "plans/action.html", context, status=400)
    once(request, write)
    messages.success(request, _("Saved."))
    return redirect(action)


@require_POST
def action_progress(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    action = find_action(request.reader, code, number, pk)
    form = ProgressForm(request.POST)

    def write() -> models.Model:
        said = form.cleaned_data | {"state": ActionState(form.cleaned_data["state"])}
        return report_progress(action=action, **said, by=request.reader)

    return _saved(request, action, form, "progress_form", write)


@require_POST
def milestone_add(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    action = find_action(request.reader, code, number, pk)
    form = MilestoneForm(request.POST)
    return _saved(
        request,
        action,
        form,
        "milestone_form",
        lambda: add_milestone(action=action, **form.cleaned_data, by=request.reader),
    )


@require_POST
def milestone_reach(
    request: HttpRequest, code: str, number: int, pk: int, milestone: int
) -> HttpResponse:
    action = find_action(request.reader, code, number, pk)
    found = get_object_or_404(action.milestones, pk=milestone)
    form = ReachedForm(request.POST)
    return _saved(
        request,
        action,
        form,
        "reached_form",
        lambda: reach_milestone(milestone=found, **form.cleaned_data, by=request.reader),
    )


@require_POST
def evidence_add(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    action = find_action(request.reader, code, number, pk)
    form = EvidenceForm(request.POST)
    return _saved(
        request,
        action,
        form,
        "evidence_form",
        lambda: add_evidence(action=action, **form.cleaned_data, by=request.reader),
    )


@require_http_methods(["GET", "POST"])
def action_close(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    """Say that the action is done, with its evidence."""
    action = find_action(request.reader, code, number, pk)
    refuse(NotYourPlan, leading_refusals(request.reader, action.plan.region))
    form = CloseForm(request.POST or None, initial={"done_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        once(request, lambda: close_action(action=action, **form.cleaned_data, by=request.reader))
        messages.success(request, _("Done. The practice now counts as implemented here."))
        return redirect(action)
    context = {"form": form, "action": action, "plan": action.plan}
    return render(request, "plans/close.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def action_drop(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponse:
    """Give the action up, with its reason."""
    action = find_action(request.reader, code, number, pk)
    refuse(NotYourPlan, leading_refusals(request.reader, action.plan.region))
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        once(request, lambda: drop_action(action=action, **form.cleaned_data, by=request.reader))
        messages.success(request, _("The action is dropped. Its reason is kept."))
        return redirect(action)
    context = {"form": form, "action": action, "plan": action.plan}
    return render(request, "plans/drop.html", context, status=400 if form.is_bound else 200)
