"""Plans in the admin site: that they exist, not what drafts say."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from plans.models import Plan


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("region", "number")
    list_select_related = ("region",)
    fields = ("region", "number")
