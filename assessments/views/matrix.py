"""The transfer matrix: members see every status, visitors those that regions show."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.matrix.asked import asks_for_scores, may_see_scores
from assessments.matrix.chips import chips_of
from assessments.matrix.export import Export
from assessments.matrix.grid import Grid
from assessments.matrix.page import Page
from assessments.models import Assessment
from assessments.rules import exporting_scores_refusals, reads_all_results
from core import clock
from core.errors import NotAllowed
from core.public_pages import public_page
from practices.sheets.export import XLSX
from practices.views.export import count_export
from regions.http import HttpRequest

TYPES: Final = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}


@login_not_required
@require_safe
@public_page
def matrix(request: HttpRequest) -> HttpResponse:
    """Practices by regions; the whole state is in the query string (T01, A04)."""
    grid = Grid(request.reader, request.GET)
    context = {"grid": grid, "asked": grid.asked, "page": Page(grid), "chips": chips_of(grid)}
    return render(request, "assessments/matrix.html", context)


@login_not_required
@require_safe
def matrix_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the page shows, as a file; scores only for who may take results along (T01, E03)."""
    count_export(request)
    reader = request.reader
    of_own_sessions = False
    if asks_for_scores(request.GET):
        if not reader.is_signed_in:
            return redirect_to_login(request.get_full_path())
        led = Assessment.objects.visible_to(reader).from_sessions_of(reader)
        reads_all = reads_all_results(reader)
        of_own_sessions = not reads_all and may_see_scores(reader) and led.exists()
        if reasons := exporting_scores_refusals(may=reads_all or of_own_sessions):
            raise NotAllowed(*reasons)
    grid = Grid(reader, request.GET, of_own_sessions=of_own_sessions)
    export = Export(grid, request.build_absolute_uri("/"))
    content = {"csv": export.csv, "xlsx": export.xlsx, "json": export.json}[kind]()
    response = HttpResponse(content, content_type=TYPES[kind])
    name = f"transfer-matrix-{clock.today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
