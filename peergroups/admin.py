"""Groups and sessions in the admin site, without agenda, notes and room code."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from peergroups.models import PeerGroup, Session


@admin.register(PeerGroup)
class PeerGroupAdmin(ReadOnlyAdmin):
    list_display = ("name", "theme", "is_public")
    list_select_related = ("theme",)
    fields = ("name", "theme", "is_public")


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("title", "group", "closed_at", "cancelled_at")
    list_select_related = ("group",)
    fields = ("title", "group", "closed_at", "cancelled_at")
