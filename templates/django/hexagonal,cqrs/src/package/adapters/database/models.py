"""All tables, for Django to see."""

{% if auth == "jwt" %}
from {{ package_name }}.adapters.database.accounts import SignInRow, UserRow
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.adapters.database.idempotency import IdempotencyRecord
from {{ package_name }}.adapters.database.order_rows import OrderLineRow, OrderRow
{% endif %}
{% if architecture == "cqrs" and example == "orders" %}
from {{ package_name }}.adapters.database.order_summaries import OrderSummaryRow
{% endif %}
{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.database.outbox import OutboxMessage
{% endif %}

__all__ = [
{% if example == "orders" %}
    "IdempotencyRecord",
    "OrderLineRow",
    "OrderRow",
{% endif %}
{% if architecture == "cqrs" and example == "orders" %}
    "OrderSummaryRow",
{% endif %}
{% if architecture == "cqrs" %}
    "OutboxMessage",
{% endif %}
{% if auth == "jwt" %}
    "SignInRow",
    "UserRow",
{% endif %}
]
