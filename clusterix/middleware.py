"""Who gets past the door: an empty instance, visitors, the administration."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clusterix.rights import hidden_routes
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


class DoorMiddleware(LoginRequiredMiddleware):
    """Sends visitors to the login page, or answers 404 where the rights table says so.

    The administration does not exist for anybody but administrators, its own login page included:
    signing in happens in one place, with its limits and its second step. Who has not set that up
    yet is sent there.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is not None and "admin" in match.namespaces:
            if not request.reader.is_admin:  # type: ignore[attr-defined]  # regions.middleware puts it there
                raise Http404
            if not admin.site.has_permission(request):
                messages.warning(request, _("Set up the second step of signing in first."))
                return redirect("mfa_index")
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        match = request.resolver_match
        if match is not None and match.view_name in hidden_routes():
            raise Http404
        return super().handle_no_permission(request, view_func)
