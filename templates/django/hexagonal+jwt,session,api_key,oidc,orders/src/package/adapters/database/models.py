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
{% endif %}

__all__ = [
{% if auth == "oidc" %}
    "BrowserSessionRow",
{% endif %}
{% if example == "orders" %}
    "IdempotencyRecord",
    "OrderLineRow",
    "OrderRow",
{% endif %}
{% if accounts %}
    "SignInRow",
    "UserRow",
{% endif %}
]
