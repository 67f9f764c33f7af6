"""The decision sheet: one page about an assessment and what was decided on it, to read or print."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.deciding.sheet_content import Sheet, sheet_of
from assessments.deciding.sheet_file import pdf_of
from assessments.models import Assessment, Decision
from core import pdf
from practices.finding.cards import Title
from regions.http import HttpRequest
from regions.models import Partnership


@require_safe
def decision_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as a page; on paper it is the page itself (A02, A04)."""
    assessment, decision, sheet = _found(request, pk)
    context = {
        "sheet": sheet,
        "assessment": assessment,
        "decision": decision,
        "title": Title.of(assessment.transfer.practice.title),
        "region": assessment.transfer.region,
    }
    return render(request, "assessments/decision_sheet.html", context)


@require_safe
def decision_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a file."""
    assessment, decision, sheet = _found(request, pk)
    response = HttpResponse(pdf_of(sheet), content_type=pdf.KIND)
    which = f"{assessment.pk}-{decision.pk}" if decision else f"{assessment.pk}"
    response["Content-Disposition"] = f'attachment; filename="decision-sheet-{which}.pdf"'
    return response


def _found(request: HttpRequest, pk: int) -> tuple[Assessment, Decision | None, Sheet]:
    """Who may read the assessment may read its sheet; visitors read neither."""
    readable = Assessment.objects.visible_to(request.reader)
    assessment: Assessment = get_object_or_404(readable.for_page(), pk=pk)
    decision = _decision(request, assessment)
    partnership = Partnership.objects.in_frame()
    sheet = sheet_of(
        assessment,
        decision,
        request.reader,
        is_demonstration=bool(partnership and partnership.is_demonstration),
    )
    return assessment, decision, sheet


def _decision(request: HttpRequest, assessment: Assessment) -> Decision | None:
    """The one asked for by `?decision=`, else the latest that belongs to the assessment."""
    decisions = Decision.objects.visible_to(request.reader).of_assessment(assessment)
    wanted = request.GET.get("decision", "")
    if not wanted:
        return decisions.first()
    if not wanted.isdecimal():
        raise Http404
    found: Decision = get_object_or_404(decisions, pk=wanted)
    return found
