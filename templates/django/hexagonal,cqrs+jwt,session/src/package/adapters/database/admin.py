"""What Django's admin shows. It writes rows, past the rules of the domain; so it writes little."""

from django.contrib import admin
from django.http import HttpRequest

from {{ package_name }}.adapters.database.accounts import UserRow
{% if example == "orders" %}
from {{ package_name }}.adapters.database.order_rows import OrderRow, to_amount
{% endif %}


@admin.register(UserRow)
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

    def has_delete_permission(self, _request: HttpRequest, _row: UserRow | None = None) -> bool:
        """Keep accounts: whoever owns orders is not deleted but shut out."""
        return False
{% if example == "orders" %}


@admin.register(OrderRow)
class OrderAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # it takes none when it runs
    """Orders, to look at: what changes one is up to the use cases."""

    list_display = ("id", "customer_email", "status", "amount", "created_at")
    list_filter = ("status", "currency")
    search_fields = ("id", "customer_email")
    ordering = ("-created_at", "-id")
    date_hierarchy = "created_at"
    fields = (
        "id",
        "owner_id",
        "customer_email",
        "status",
        "amount",
        "line_list",
        "created_at",
        "updated_at",
        "version",
    )

    @admin.display(description="total", ordering="total")
    def amount(self, row: OrderRow) -> str:
        """Show the total in its currency."""
        return f"{to_amount(row.total):.2f} {row.currency}"

    @admin.display(description="lines")
    def line_list(self, row: OrderRow) -> str:
        """Show what is in the order."""
        return "\n".join(
            f"{line.quantity} {line.sku} at {to_amount(line.unit_price):.2f}"
            for line in row.lines.all()
        )

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Leave it to the use cases."""
        return False

    def has_change_permission(self, _request: HttpRequest, _row: OrderRow | None = None) -> bool:
        """Leave it to the use cases."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _row: OrderRow | None = None) -> bool:
        """Leave it to the use cases."""
        return False
{% endif %}
