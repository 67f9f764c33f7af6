"""The roof's own pages: health, style page, and the error pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.http import HttpRequest as DjangoRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterix.style import samples
from core import clock
from core.api import problem
from core.contexts import request_id
from core.refusals import wants_json
from regions.http import HttpRequest


@require_safe
@login_not_required
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. No versions, no counts."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this node can serve; details for administrators only (Y02)."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The building blocks side by side, for administrators (YS01)."""
    if not request.reader.is_admin:
        raise Http404
    return render(request, "style.html", samples())


def bad_request(request: DjangoRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: DjangoRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: DjangoRequest, exception: Exception) -> HttpResponse:
    if wants_json(request):
        return problem(404, _("There is nothing at this address for you."))
    return render(request, "404.html", status=404)


def server_error(request: DjangoRequest) -> HttpResponse:
    """Rendered without the request: whatever broke, this page must not need it."""
    number = request_id.get()
    context = {
        "number": f"{number[:4]}-{number[4:8]}".upper() if number else "",
        "at": clock.now(),
        "again": request.get_full_path() if request.method == "GET" else "",
    }
    return HttpResponse(render_to_string("500.html", context), status=500)
