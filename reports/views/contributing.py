"""A partner's section of a report, and what it enters by hand."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.idempotency import once
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader
from reports.actions import confirm_contribution, confirm_entry, enter_by_hand, save_contribution
from reports.forms import EntryForm, SectionForm
from reports.models import Contribution, Indicator, ManualEntry, Period, Report
from reports.refusals import NotAsTheReportStands, NotYourReport, ReportNeedsMore, refuse
from reports.rules import confirming_refusals, editing_blockers, section_refusals
from reports.views.lookup import find_partner, find_period, find_section


@login_not_required
@require_safe
def contribution_detail(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """What a partner says about a period, with its entries by hand (RP03)."""
    reader = request.reader
    period, partner = find_section(reader, number, code)
    context = section_context(reader, period, partner)
    return render(request, "reports/section.html", context)


def section_context(reader: Reader, period: Period, partner: Partner) -> dict[str, Any]:
    section = Contribution.objects.visible_to(reader).filter(period=period, partner=partner).first()
    report = latest_report(reader, period)
    may_write = not section_refusals(reader, partner) and not editing_blockers(report)
    return {
        "period": period,
        "partner": partner,
        "region": partner.region,
        "section": section,
        "entries": ManualEntry.objects.visible_to(reader).of(period, partner),
        "report": report,
        "may_write": may_write,
        "may_confirm": may_write and not confirming_refusals(reader, partner),
        "today": clock.today(),
    }


def latest_report(reader: Reader, period: Period) -> Report | None:
    """Of a draft a member knows that it is there, and its state."""
    known = Report.objects.with_section_of(reader).filter(period=period)
    return known.order_by("-version").first()


@require_http_methods(["GET", "POST"])
def contribution_edit(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Write the section, by the partner's lead or the coordinator (RP02)."""
    reader = request.reader
    partner = find_partner(reader, code)
    refuse(NotYourReport, section_refusals(reader, partner))
    period = find_period(reader, number)
    refuse(NotAsTheReportStands, editing_blockers(latest_report(reader, period)))
    section = Contribution.objects.visible_to(reader).filter(period=period, partner=partner).first()
    form = SectionForm(request.POST or None, instance=section)
    if request.method == "POST" and form.is_valid():
        once(
            request,
            lambda: save_contribution(period=period, partner=partner, text=form.text, by=reader),
        )
        messages.success(request, _("Saved."))
        return redirect("contribution_detail", number, code)
    context = {"form": form, "period": period, "partner": partner, "region": partner.region}
    status = 400 if form.is_bound else 200
    return render(request, "reports/section_form.html", context, status=status)


@require_POST
def contribution_confirm(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """The partner's lead confirms what the coordinator entered."""
    reader = request.reader
    partner = find_partner(reader, code)
    refuse(NotYourReport, confirming_refusals(reader, partner))
    sections = Contribution.objects.visible_to(reader).select_related("period", "partner")
    section = get_object_or_404(sections, period__number=number, partner=partner)
    once(request, lambda: confirm_contribution(section=section, by=reader))
    messages.success(request, _("Confirmed. It counts from now on."))
    return redirect("contribution_detail", number, code)


@require_http_methods(["GET", "POST"])
def entry_new(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Enter a figure with its evidence (IN03)."""
    reader = request.reader
    partner = find_partner(reader, code)
    refuse(NotYourReport, section_refusals(reader, partner))
    period = find_period(reader, number)
    refuse(NotAsTheReportStands, editing_blockers(latest_report(reader, period)))
    indicators = Indicator.objects.visible_to(reader).current().entered_by_hand()
    form = EntryForm(request.POST or None, indicators=indicators)
    if request.method == "POST" and form.is_valid():
        try:
            once(
                request,
                lambda: enter_by_hand(
                    period=period, partner=partner, **form.cleaned_data, by=reader
                ),
            )
        except ReportNeedsMore as refusal:
            form.add_error("dated_on", [str(reason) for reason in refusal.reasons])
        else:
            messages.success(request, _("Entered."))
            return redirect("contribution_detail", number, code)
    context = {"form": form, "period": period, "partner": partner, "region": partner.region}
    status = 400 if form.is_bound else 200
    return render(request, "reports/entry_form.html", context, status=status)


@require_POST
def entry_confirm(request: HttpRequest, number: int, code: str, pk: int) -> HttpResponse:
    """The partner's lead confirms a figure that the coordinator entered."""
    reader = request.reader
    partner = find_partner(reader, code)
    refuse(NotYourReport, confirming_refusals(reader, partner))
    entries = ManualEntry.objects.visible_to(reader).select_related("period", "partner")
    entry = get_object_or_404(entries, pk=pk, period__number=number, partner=partner)
    once(request, lambda: confirm_entry(entry=entry, by=reader))
    messages.success(request, _("Confirmed. It counts from now on."))
    return redirect("contribution_detail", number, code)
