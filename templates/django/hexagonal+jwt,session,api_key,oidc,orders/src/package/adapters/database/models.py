"""All tables, for Django to see: each module's models are imported here."""

{% if auth == "api_key" %}
from {{ package_name }}.adapters.database.api_keys import ApiKeyRow
{% elif accounts %}
from {{ package_name }}.adapters.database.accounts import SignInRow, UserRow
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.adapters.database.idempotency import IdempotencyRecord
from {{ package_name }}.adapters.database.order_rows import OrderLineRow, OrderRow
{% endif %}
{% if mfa %}
from {{ package_name }}.adapters.database.second_factors import SecondFactorRow
{% endif %}

__all__ = [
{% if auth == "api_key" %}
    "ApiKeyRow",
{% endif %}
{% if example == "orders" %}
    "IdempotencyRecord",
    "OrderLineRow",
    "OrderRow",
{% endif %}
{% if mfa %}
    "SecondFactorRow",
{% endif %}
{% if accounts %}
    "SignInRow",
    "UserRow",
{% endif %}
]
