"""Who acts, in the admin site. Editable is only what has no page of its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from regions.models import Industry, Invitation, Membership, Partner, Partnership, Region


@admin.register(Partnership)
class PartnershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Its texts can be changed; the row itself is made on day one and stays."""

    fields = ("name", "full_name", "programme", "funding_sentence", "starts_on")
    readonly_fields = ("starts_on",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("position", "code", "name", "country", "policy_level", "deactivated_at")


@admin.register(Partner)
class PartnerAdmin(ReadOnlyAdmin):
    list_display = ("short", "organisation", "region", "is_lead_partner", "deactivated_at")
    list_select_related = ("region",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "partner", "level", "is_lead", "is_steering", "is_coordinator")
    list_filter = ("level", "is_lead", "is_steering", "is_coordinator")
    list_select_related = ("user", "partner")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "partner", "made_at", "expires_at", "used_at", "withdrawn_at")
    list_select_related = ("partner",)
    exclude = ("token_hash",)


@admin.register(Industry)
class IndustryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    list_display = ("name", "code")
    prepopulated_fields = {"code": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
