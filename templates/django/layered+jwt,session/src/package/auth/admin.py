"""Accounts in Django's admin."""

from django.contrib import admin
from django.http import HttpRequest

from {{ package_name }}.auth.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # it takes none when it runs
    """Accounts: an admin may give a role or shut an account, and make none."""

    list_display = ("email", "role", "is_active", "created_at")
    list_filter = ("role", "is_active")
    search_fields = ("email",)
    ordering = ("email",)
    fields = ("email", "role", "is_active", "created_at", "last_login")
    readonly_fields = ("email", "created_at", "last_login")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Leave it to `{{ project_slug }} create-admin` and to registration."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _user: User | None = None) -> bool:
        """Keep accounts: whoever owns orders is not deleted but shut out."""
        return False
