"""Django's admin site: for administrators with a second step, a place to look, hardly to change."""

from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Secrets and addresses of other packages are not shown: they have pages of their own.
SHOWN: Final = frozenset(
    {
        "accounts",
        "assessments",
        "core",
        "exchanges",
        "peergroups",
        "plans",
        "practices",
        "procrastinate",
        "regions",
        "reports",
    }
)


class AdministrationSite(AdminSite):
    """404 for everybody but administrators; these need a second step, except on this machine."""

    site_header = gettext_lazy("Clusterix administration")
    site_title = gettext_lazy("Clusterix administration")
    index_title = gettext_lazy("Tables")
    site_url = "/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else None
        for model in models or (model_or_iterable,):
            if model._meta.app_label in SHOWN:
                super().register(model, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        if not (user.is_authenticated and user.is_active and user.is_admin):
            return False
        return settings.IS_LOCAL or is_mfa_enabled(user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way to sign in, and it is not here."""
        if self.has_permission(request):
            return redirect("admin:index")
        if not (request.user.is_authenticated and request.user.is_admin):
            raise Http404
        messages.warning(request, _("Set up the second step of signing in first."))
        return redirect("mfa_index")
