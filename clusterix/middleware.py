"""An empty instance answers nothing but its setup."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regions.models import Partnership

OPEN_PATHS = ("/setup/", "/static/", "/livez", "/readyz", "/admin/", "/accounts/")


class SetupMiddleware:
    """Before day one is done, every page says so; afterwards this costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_set_up = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_set_up or request.path.startswith(OPEN_PATHS):
            return self.get_response(request)
        self.is_set_up = Partnership.objects.exists()
        if not self.is_set_up:
            return render(request, "not_set_up.html", status=503)
        return self.get_response(request)
