"""Django's admin site: for administrators with a second step, a place to look, hardly to change."""

from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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
    """For administrators with a second step; on this machine the first one is enough.

    The middleware answers everybody else before a page of it is asked.
    """

    site_header = _("Clusterix administration")
    site_title = _("Clusterix administration")
    index_title = _("Tables")
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
