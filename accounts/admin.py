"""People in the admin site; what changes them is on their page under /people/."""

from django.contrib import admin

from accounts.models import User
from core.admin import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("name", "email", "is_active", "is_admin", "joined_at", "last_login")
    list_filter = ("is_active", "is_admin")
    search_fields = ("name", "email")
    fields = (
        *("name", "email", "language", "is_active", "is_admin"),
        *("joined_at", "last_login", "erased_at"),
    )
