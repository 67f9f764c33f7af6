"""Groups and sessions in the admin site, without agenda, notes and room code."""

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from peergroups.models import PeerGroup, Session
from peergroups.querysets import PeerGroupQuerySet
from regions.reader import Reader


@admin.register(PeerGroup)
class PeerGroupAdmin(ReadOnlyAdmin):
    list_display = ("name", "theme", "is_public")
    list_select_related = ("theme",)
    fields = ("name", "theme", "is_public")

    def get_queryset(self, request: HttpRequest) -> PeerGroupQuerySet:
        """What everybody reads: a name alone can tell too much."""
        return PeerGroup.objects.visible_to(Reader.visitor())


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("title", "closed_at", "cancelled_at")
    fields = ("title", "closed_at", "cancelled_at")
