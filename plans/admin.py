"""Plans in the admin site: that they exist, not what drafts say."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from plans.models import Plan


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("region", "number")
    list_select_related = ("region",)
    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list alone: on the page of a row its title would stand."""
        return obj is None and super().has_view_permission(request)
