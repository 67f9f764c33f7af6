"""Meetings and visits in the admin site."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from exchanges.models import Exchange


@admin.register(Exchange)
class ExchangeAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "starts_on", "ends_on", "is_public")
    list_filter = ("kind",)
    fields = ("title", "kind", "starts_on", "ends_on", "is_public")
