"""Who gets past the door: an empty instance, visitors, the administration."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from clusterix.rights import hidden_routes
from core.public_pages import DEPENDS_ON, KEPT_FOR, is_anonymous
from core.refusals import refusal_response
from practices.models import Practice
from practices.reading.page import TakenDown
from regions.models import Partnership
from regions.reader import Reader

ABOUT_PRACTICES = ("practices/", "api/v1/practices/", "assessments/")
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


class FormerAddressMiddleware:
    """Leads from the former address of a practice, and of what lies below it, to the present one.

    Asked only where there is no page. Whoever may not read the practice gets what its present
    address would say: there is nothing, or it is gone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or match is None or not is_about_practice(match):
            return response
        return self.instead(request, match) or response

    def instead(self, request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
        """The way on, or that it is gone; nothing where no practice ever had this address."""
        reader: Reader = request.reader  # type: ignore[attr-defined]  # regions.middleware puts it there
        slug = match.kwargs["slug"]
        practice = Practice.objects.visible_to(reader).formerly_at(slug).first()
        if practice is None:
            is_gone = Practice.objects.taken_down_for(reader).formerly_at(slug).exists()
            return refusal_response(request, TakenDown()) if is_gone else None
        path = reverse(match.view_name, kwargs={**match.kwargs, "slug": practice.slug})
        query = request.META.get("QUERY_STRING", "")
        is_form = request.method not in {"GET", "HEAD"}  # what was typed comes along (308)
        way_on = HttpResponsePermanentRedirect(
            f"{path}?{query}" if query else path, preserve_request=is_form
        )
        # A name may come back: nobody keeps the way for longer than a page. A program's token may
        # open more than everybody may know.
        if is_anonymous(request) and "Authorization" not in request.headers:
            patch_cache_control(way_on, public=True, max_age=KEPT_FOR)
        else:
            patch_cache_control(way_on, private=True, no_cache=True)
        patch_vary_headers(way_on, DEPENDS_ON)
        return way_on


def is_about_practice(match: ResolverMatch) -> bool:
    """Whether the word in the address stands for a practice."""
    return "slug" in match.kwargs and match.route.startswith(ABOUT_PRACTICES)
