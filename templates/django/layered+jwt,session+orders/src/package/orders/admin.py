"""Orders in Django's admin, to look at: what changes one is up to the services."""

from django.contrib import admin
from django.http import HttpRequest

from {{ package_name }}.orders.models import Order


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # it takes none when it runs
    """Orders, to look at: what changes one is up to the services."""

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
    def amount(self, order: Order) -> str:
        """Show the total in its currency."""
        return f"{order.total:.2f} {order.currency}"

    @admin.display(description="lines")
    def line_list(self, order: Order) -> str:
        """Show what is in the order."""
        return "\n".join(
            f"{line.quantity} {line.sku} at {line.unit_price:.2f}" for line in order.lines
        )

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Leave it to the services."""
        return False

    def has_change_permission(self, _request: HttpRequest, _order: Order | None = None) -> bool:
        """Leave it to the services."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _order: Order | None = None) -> bool:
        """Leave it to the services."""
        return False
