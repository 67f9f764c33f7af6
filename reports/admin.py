"""Reports in the admin site; a locked one is refused any change by the database as well."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from reports.models import Indicator, Period, Report


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ("code", "version", "name", "kind", "query")


@admin.register(Period)
class PeriodAdmin(ReadOnlyAdmin):
    list_display = ("number", "starts_on", "ends_on")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("period", "version", "state", "locked_at", "published_at")
    list_select_related = ("period",)
    fields = ("period", "version", "state", "sha256", "locked_at", "published_at")
