"""Pages of a long work: they look again by themselves, and lead on once it has ended."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from core.models import Work
from regions.http import HttpRequest

NOTHING_NEW: Final = 204


def page_of_work(
    request: HttpRequest, template: str, context: dict[str, Any], work: Work
) -> HttpResponse:
    """`?seen=` holds what the page shows; nothing is sent while that is still so."""
    if is_looking_again(request):
        if request.GET["seen"] == work.token:
            return HttpResponse(status=NOTHING_NEW)
        template = f"{template}#live"
    return render(request, template, context)


def is_looking_again(request: HttpRequest) -> bool:
    return bool(request.htmx) and "seen" in request.GET


def look_at(url: str) -> HttpResponse:
    """The work has ended: the page that looked is sent where its end is told."""
    response = HttpResponse()
    response.headers["HX-Redirect"] = url
    return response
