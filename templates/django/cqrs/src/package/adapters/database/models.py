"""All tables, for Django to see: each module's models are imported here."""

{% if accounts %}
from {{ package_name }}.adapters.database.accounts import SignInRow, UserRow
{% endif %}
{% if auth == "oidc" %}
from {{ package_name }}.adapters.database.browser_sessions import BrowserSessionRow
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.adapters.database.idempotency import IdempotencyRecord
from {{ package_name }}.adapters.database.order_rows import OrderLineRow, OrderRow
from {{ package_name }}.adapters.database.order_summaries import OrderSummaryRow
{% endif %}
from {{ package_name }}.adapters.database.outbox import OutboxMessage

__all__ = [
{% if auth == "oidc" %}
    "BrowserSessionRow",
{% endif %}
{% if example == "orders" %}
    "IdempotencyRecord",
    "OrderLineRow",
    "OrderRow",
    "OrderSummaryRow",
{% endif %}
    "OutboxMessage",
{% if accounts %}
    "SignInRow",
    "UserRow",
{% endif %}
]
