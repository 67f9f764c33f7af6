"""The catalogue in the admin site: published text only, drafts are not an administrator's."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from practices.models import Practice, Theme, Transfer
from practices.querysets import PracticeQuerySet, TransferQuerySet
from regions.reader import Reader


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    list_display = ("position", "name", "code", "glyph")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Practice)
class PracticeAdmin(ReadOnlyAdmin):
    list_display = ("slug", "partner", "origin_region", "archived_at", "taken_down_at")
    list_select_related = ("partner", "origin_region")
    fields = (
        *("slug", "partner", "origin_region", "published_revision"),
        *("archived_at", "taken_down_at"),
    )

    def get_queryset(self, request: HttpRequest) -> PracticeQuerySet:
        """What everybody reads: the title of a draft stands in the name of its row."""
        return Practice.objects.visible_to(Reader.visitor())


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    list_display = ("practice", "region", "status", "since", "is_public")
    list_filter = ("status", "region")
    list_select_related = ("practice", "region")

    def get_queryset(self, request: HttpRequest) -> TransferQuerySet:
        readable = Practice.objects.visible_to(Reader.visitor())
        return Transfer.objects.filter(practice__in=readable)
