"""Meetings and visits in the admin site."""

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from exchanges.models import Exchange
from exchanges.querysets import ExchangeQuerySet
from regions.reader import Reader


@admin.register(Exchange)
class ExchangeAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "starts_on", "ends_on", "is_public")
    list_filter = ("kind",)
    fields = ("title", "kind", "starts_on", "ends_on", "is_public")

    def get_queryset(self, request: HttpRequest) -> ExchangeQuerySet:
        """What everybody reads: a name alone can tell too much."""
        return Exchange.objects.visible_to(Reader.visitor())
