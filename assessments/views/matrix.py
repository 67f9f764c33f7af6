"""The transfer matrix: members see every status, visitors those that regions show."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.matrix.chips import chips_of
from assessments.matrix.grid import Grid
from assessments.matrix.page import Page
from core.public_pages import public_page
from regions.http import HttpRequest


@login_not_required
@require_safe
@public_page
def matrix(request: HttpRequest) -> HttpResponse:
    """Practices by regions; the whole state is in the query string (T01, A04)."""
    grid = Grid(request.reader, request.GET)
    context = {"grid": grid, "asked": grid.asked, "page": Page(grid), "chips": chips_of(grid)}
    return render(request, "assessments/matrix.html", context)
