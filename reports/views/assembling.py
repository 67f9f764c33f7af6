"""What the coordinator does with a report: create, compute, write, correct; targets, periods."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.forms import show_refusal
from core.idempotency import once
from regions.http import HttpRequest
from reports.actions import (
    create_periods,
    create_report,
    edit_texts,
    ensure_default_indicators,
    new_version,
    refresh_figures,
    set_target,
)
from reports.forms import PeriodsForm, TargetsForm, TextsForm
from reports.models import Indicator, Period
from reports.refusals import NotAsTheReportStands, NotYourReport, ReportNeedsMore, refuse
from reports.rules import coordinating_refusals, editing_blockers
from reports.views.lookup import find_period, find_report


@require_POST
def report_create(request: HttpRequest) -> HttpResponse:
    """Start the report of the period that was chosen."""
    refuse(NotYourReport, coordinating_refusals(request.reader))
    chosen = request.POST.get("period", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else 0
    period = find_period(request.reader, number)
    report = once(request, lambda: create_report(period=period, by=request.reader))
    messages.success(request, _("The report is started with the figures of today."))
    return redirect(report)


@require_POST
def report_refresh(request: HttpRequest, pk: int) -> HttpResponse:
    refuse(NotYourReport, coordinating_refusals(request.reader))
    report = find_report(request.reader, pk)
    once(request, lambda: refresh_figures(report=report, by=request.reader))
    messages.success(request, _("The figures are those of today."))
    return redirect(report)


@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Highlights, problems and deviations of a draft."""
    refuse(NotYourReport, coordinating_refusals(request.reader))
    report = find_report(request.reader, pk)
    refuse(NotAsTheReportStands, editing_blockers(report))
    form = TextsForm(request.POST or None, instance=report)
    if request.method == "POST" and form.is_valid():
        once(request, lambda: edit_texts(report=report, texts=form.texts, by=request.reader))
        messages.success(request, _("Saved."))
        return redirect(report)
    context = {"form": form, "report": report}
    return render(request, "reports/texts.html", context, status=400 if form.is_bound else 200)


@require_POST
def report_new_version(request: HttpRequest, pk: int) -> HttpResponse:
    refuse(NotYourReport, coordinating_refusals(request.reader))
    report = find_report(request.reader, pk)
    made = once(request, lambda: new_version(report=report, by=request.reader))
    messages.success(request, _("Correct this version. The locked one stays as it is."))
    return redirect(made)


@login_not_required
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """What is counted and how, and the target of each period (IN01)."""
    reader = request.reader
    if not reader.is_member:
        raise Http404
    indicators = list(Indicator.objects.visible_to(reader).current().prefetch_related("targets"))
    periods = list(Period.objects.visible_to(reader).order_by("number"))
    rows = [
        {
            "indicator": each,
            "targets": _targets_of(each, periods),
        }
        for each in indicators
    ]
    may_plan = not coordinating_refusals(reader)
    context = {"rows": rows, "periods": periods, "may_plan": may_plan}
    return render(request, "reports/indicators.html", context)


def _targets_of(indicator: Indicator, periods: list[Period]) -> list[object]:
    """The target of each period, or None; of the whole partnership."""
    known = {each.period_id: each.value for each in indicator.targets.all() if not each.partner_id}
    return [known.get(each.pk) for each in periods]


@require_http_methods(["GET", "POST"])
def target_edit(request: HttpRequest, number: int) -> HttpResponse:
    """The targets to be reached by the end of one period."""
    reader = request.reader
    refuse(NotYourReport, coordinating_refusals(reader))
    period = find_period(reader, number)
    indicators = list(Indicator.objects.visible_to(reader).current().prefetch_related("targets"))
    targets = {
        each.pk: target.value
        for each in indicators
        for target in each.targets.all()
        if target.period_id == period.pk and target.partner_id is None
    }
    form = TargetsForm(request.POST or None, indicators=indicators, targets=targets)
    if request.method == "POST" and form.is_valid():

        def write() -> Period:
            for indicator, value in form.changes:
                set_target(indicator=indicator, period=period, value=value, by=reader)
            return period

        once(request, write)
        messages.success(request, _("The targets are saved. Compute the figures of the report."))
        return redirect("indicator_list")
    context = {"form": form, "period": period}
    return render(request, "reports/targets.html", context, status=400 if form.is_bound else 200)


def _saved(request: HttpRequest, form: forms.Form, write: Callable[[], models.Model]) -> bool:
    """Write once; what the act finds wrong with the input is said in the form."""
    try:
        once(request, write)
    except ReportNeedsMore as refusal:
        show_refusal(form, refusal)
        return False
    return True


@require_http_methods(["GET", "POST"])
def period_new(request: HttpRequest) -> HttpResponse:
    """Further periods of six months; with the first ones, the indicators."""
    reader = request.reader
    refuse(NotYourReport, coordinating_refusals(reader))
    form = PeriodsForm(request.POST or None)

    def write() -> Period:
        ensure_default_indicators(by=reader)
        return create_periods(**form.cleaned_data, by=reader)[0]

    if request.method == "POST" and form.is_valid() and _saved(request, form, write):
        messages.success(request, _("The periods are there. Set the targets of each."))
        return redirect("report_list")
    status = 400 if form.is_bound else 200
    return render(request, "reports/periods.html", {"form": form}, status=status)
