"""The floor's tables in the admin site: who did what, and what was mailed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.models import Activity, Mail


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A table to look at: changes go through the actions, which know the rules."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("at", "verb", "actor", "object_type", "object_id")
    list_filter = ("object_type", "verb")
    list_select_related = ("actor",)
    date_hierarchy = "at"


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """Whether a letter went, and to whom; what it says is for its reader.

    A text can hold links that open an account, and a subject the title of a draft.
    """

    list_display = ("created_at", "to", "sent_at", "message_id")
    fields = ("to", "created_at", "sent_at", "message_id")
    search_fields = ("to",)
