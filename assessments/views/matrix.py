"""The transfer matrix: members see every status, visitors those that regions show."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.grid import Filters, Grid
from core.public_pages import public_page
from regions.http import HttpRequest


@login_not_required
@require_safe
@public_page
def matrix(request: HttpRequest) -> HttpResponse:
    """Practices by regions; the whole state is in the query string (T01)."""
    filters = Filters.of(request.GET)
    grid = Grid(request.reader, filters)
    return render(request, "assessments/matrix.html", {"grid": grid, "filters": filters})
