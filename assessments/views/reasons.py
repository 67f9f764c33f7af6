"""Why not: decisions of all regions by reason, for members (DE04)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.reasons.asked import Asked
from assessments.reasons.export import csv_of
from assessments.reasons.page import ReasonsPage
from core import clock
from regions.http import HttpRequest


@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    """In words first, then as bars, then row by row; the whole state is in the query string."""
    page = _page(request)
    context = {
        "page": page,
        "asked": page.asked,
        "found": page.page(request.GET.get("page", "1")),
        "export_query": page.asked.address(),
    }
    return render(request, "assessments/reasons.html", context)


@require_safe
def reasons_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a file."""
    response = HttpResponse(csv_of(_page(request).rows), content_type="text/csv; charset=utf-8")
    name = f"reasons-{clock.today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest) -> ReasonsPage:
    if not request.reader.is_member:
        raise Http404
    return ReasonsPage(request.reader, Asked.of(request.GET))
