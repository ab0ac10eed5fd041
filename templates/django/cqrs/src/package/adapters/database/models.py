"""All tables, for Django to see: each module's models are imported here."""

{% for src in fragments["src/package/adapters/database/models.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
{% if example == "orders" %}
from {{ package_name }}.adapters.database.idempotency import IdempotencyRecord
from {{ package_name }}.adapters.database.order_rows import OrderLineRow, OrderRow
from {{ package_name }}.adapters.database.order_summaries import OrderSummaryRow
{% endif %}
from {{ package_name }}.adapters.database.outbox import OutboxMessage
{% if mfa %}
from {{ package_name }}.adapters.database.second_factors import SecondFactorRow
{% endif %}

__all__ = [
{% for src in fragments["src/package/adapters/database/models.py/auth-names"] or [] %}
{% include src %}
{% endfor %}
{% if example == "orders" %}
    "IdempotencyRecord",
    "OrderLineRow",
    "OrderRow",
    "OrderSummaryRow",
{% endif %}
    "OutboxMessage",
{% for src in fragments["src/package/adapters/database/models.py/account-names"] or [] %}
{% include src %}
{% endfor %}
]
