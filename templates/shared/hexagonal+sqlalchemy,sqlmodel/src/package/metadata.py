"""All tables, for the migrations to see."""

{% if auth != "none" and example == "orders" %}
from {{ package_name }}.adapters.database import (
    {{ auth_module }},
    idempotency,
    order_tables,
)
{% elif auth != "none" %}
from {{ package_name }}.adapters.database import {{ auth_module }}
{% elif example == "orders" %}
from {{ package_name }}.adapters.database import idempotency, order_tables
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
    "order_tables",
{% endif %}
]
