"""Two to four practices side by side."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.panels import panels_for
from core.public_pages import public_page
from practices.side_by_side import Comparison, Picks
from regions.http import HttpRequest


@require_safe
@login_not_required
@public_page
def practice_compare(request: HttpRequest) -> HttpResponse:
    """The comparison; where the address names no two to four practices, what to do instead."""
    picks = Picks.of(request.GET.getlist("p"), request.reader)
    if picks.problem:
        context = {"picks": picks, "crumb": "compare"}
        return render(request, "practices/compare_choose.html", context, status=picks.status)
    panels = panels_for("practice_compare", request, [each.pk for each in picks.practices])
    page = Comparison.of(
        picks.practices, request.reader, panels, only=request.GET.get("only") == "differences"
    )
    return render(request, "practices/compare.html", {"page": page, "picks": picks})
