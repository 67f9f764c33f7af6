"""Practices that the reader's region has not considered and may want to look at (FU01)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from assessments.for_us.page import ForUs
from regions.http import HttpRequest


@require_safe
def for_us(request: HttpRequest) -> HttpResponse:
    """For the region the reader acts for; htmx gets the first three, for the home page."""
    partner = request.reader.partner
    if partner is None:
        raise Http404
    found = ForUs(partner.region, request.reader)
    if request.htmx:
        response = render(request, "assessments/_for_us_first.html", {"found": found})
        patch_cache_control(response, private=True, no_store=True)
    else:
        page = found.page(request.GET.get("page", ""))
        context = {
            "found": found,
            "region": partner.region,
            "page_obj": page,
            "cards": found.cards(page),
            "marked": found.mark_of(request.GET.get("marked", "")),
        }
        response = render(request, "assessments/for_us.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
