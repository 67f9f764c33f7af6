"""The practices of a region in the plane of relevance and feasibility (PF01)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.portfolio.page import Filters, Portfolio
from regions.http import HttpRequest
from regions.models import Region


@require_safe
def portfolio(request: HttpRequest, code: str) -> HttpResponse:
    """What the region has assessed; drafts for its own people only (A02, A04)."""
    if not request.reader.is_member:
        raise Http404
    region = get_object_or_404(Region.objects.visible_to(request.reader), code=code)
    shown = Portfolio(region, request.reader, Filters.of(request.GET))
    context = {"portfolio": shown, "filters": shown.filters, "region": region}
    return render(request, "assessments/portfolio.html", context)
