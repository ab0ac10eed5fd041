"""All tables, for the migrations to see."""

{% if auth != "none" and example == "orders" %}
from {{ package_name }}.adapters.database import (
    {{ auth_module }},
    idempotency,
    order_summaries,
    order_tables,
    outbox,
)
{% elif auth != "none" %}
from {{ package_name }}.adapters.database import {{ auth_module }}, outbox
{% elif example == "orders" %}
from {{ package_name }}.adapters.database import (
    idempotency,
    order_summaries,
    order_tables,
    outbox,
)
{% else %}
from {{ package_name }}.adapters.database import outbox
{% endif %}
from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.queue import models as jobs

METADATA = Base.metadata
__all__ = [
    "METADATA",
{% if auth != "none" %}
    "{{ auth_module }}",
{% endif %}
{% if example == "orders" %}
    "idempotency",
{% endif %}
    "jobs",
{% if example == "orders" %}
    "order_summaries",
    "order_tables",
{% endif %}
    "outbox",
]
