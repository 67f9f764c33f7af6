"""The list of reports, one report, and its files."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core import clock
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader
from reports.exports.text import csv_of
from reports.exports.xlsx import workbook_of
from reports.finding import finding_of
from reports.models import Period, Report
from reports.page import addresses_on, meetings_of, missing_regions, rows_of
from reports.querysets import reads_all
from reports.rules import (
    coordinating_refusals,
    create_blockers,
    new_version_blockers,
    publish_blockers,
    steering_refusals,
)
from reports.sheet import Sheet, sheet_of
from reports.views.lookup import find_report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_not_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Periods with their reports for members; for everybody else what is published."""
    reader = request.reader
    reports = Report.objects.with_section_of(reader).not_replaced().with_period()
    by_period: dict[int, list[Report]] = {}
    for report in reports.order_by("-period__number", "-version"):
        by_period.setdefault(report.period_id, []).append(report)
    periods = list(Period.objects.visible_to(reader).order_by("-number"))
    today = clock.today()
    may_create = not coordinating_refusals(reader)
    rows = [
        {
            "period": period,
            "reports": by_period.get(period.pk, []),
            "may_create": may_create and not create_blockers(period, period.pk in by_period, today),
            "is_current": period.starts_on <= today <= period.ends_on,
            "is_ahead": period.starts_on > today,
        }
        for period in periods
    ]
    published = [] if reader.is_member else [each[0] for each in by_period.values()]
    context = {
        "rows": rows,
        "published": published,
        "may_plan": may_create,
        "reads_all": reads_all(reader),
    }
    return render(request, "reports/list.html", context)


@login_not_required
@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One report; a member whose lead reads a draft is led to the own partner's section."""
    reader = request.reader
    known = Report.objects.with_section_of(reader).with_period()
    report = get_object_or_404(known.select_related("superseded_by", "supersedes"), pk=pk)
    if not report.is_locked and not reads_all(reader) and reader.partner is not None:
        return redirect("contribution_detail", report.period.number, reader.partner.region.code)
    sheet = sheet_of(report).for_reader(reader)
    return render(request, "reports/detail.html", page_context(request, sheet))


def page_context(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """What the page of a report shows."""
    reader, report, content = request.reader, sheet.report, sheet.content
    opened = request.GET.get("open", "")
    addresses = addresses_on(content, opened, reader)
    partners = list(Partner.objects.visible_to(reader).active().with_region().in_strip_order())
    others = Report.objects.visible_to(reader).in_force().exclude(pk=report.pk).with_period()
    later = getattr(report, "superseded_by", None)
    is_member = reader.is_member
    return {
        "report": report,
        "sheet": sheet,
        "content": content,
        "finding": finding_of(content.figures),
        "rows": rows_of(content, opened, addresses),
        "meetings": meetings_of(content, addresses),
        "missing": missing_regions(content, [each.region.name for each in partners])
        if is_member
        else [],
        "others": others.order_by("-period__number")[:6],
        "later": later if later and (later.is_locked or reads_all(reader)) else None,
        "may_assemble": not coordinating_refusals(reader) and not report.is_locked,
        "may_correct": not coordinating_refusals(reader)
        and not new_version_blockers(report, later is not None),
        "may_answer": not steering_refusals(reader) and not report.is_locked,
        "may_publish": not steering_refusals(reader) and not publish_blockers(report),
        "sections": sections_for(reader, sheet, partners),
    }


def sections_for(reader: Reader, sheet: Sheet, partners: list[Partner]) -> list[dict[str, Any]]:
    """Each partner with its section; in a draft, members find those that are missing, too."""
    written = {each.partner_id: each for each in sheet.content.sections}
    codes = {each.pk: each.region.code for each in partners}
    listed = [
        {"section": each, "region": each.region, "code": codes.get(each.partner_id, "")}
        for each in sheet.content.sections
    ]
    if sheet.is_locked or not reader.is_member:
        return listed
    return [
        {"section": written.get(each.pk), "region": each.region.name, "code": each.region.code}
        for each in partners
    ]


@login_not_required
@require_safe
def report_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    return _file(sheet, HttpResponse(workbook_of(sheet), content_type=XLSX), "xlsx")


@login_not_required
@require_safe
def report_csv(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    return _file(sheet, HttpResponse(csv_of(sheet), content_type="text/csv; charset=utf-8"), "csv")


@login_not_required
@require_safe
def report_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The data that the fingerprint is of, with the fingerprint."""
    sheet = _sheet(request, pk)
    data = {
        "state": sheet.report.state,
        "sha256": sheet.sha256,
        "made_at": sheet.made_at,
        "content": sheet.data,
    }
    return _file(sheet, JsonResponse(data), "json")


def _sheet(request: HttpRequest, pk: int) -> Sheet:
    return sheet_of(find_report(request.reader, pk)).for_reader(request.reader)


def _file(sheet: Sheet, response: HttpResponse, ending: str) -> HttpResponse:
    name = sheet.name if sheet.is_locked else f"{sheet.name}-draft"
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    patch_cache_control(response, private=True, no_store=True)
    return response
