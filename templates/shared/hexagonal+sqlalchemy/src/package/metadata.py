"""All tables, for the migrations to see."""

{% if auth == "jwt" and example == "orders" %}
from {{ package_name }}.adapters.database import accounts, idempotency, order_tables
{% elif auth == "jwt" %}
from {{ package_name }}.adapters.database import accounts
{% elif example == "orders" %}
from {{ package_name }}.adapters.database import idempotency, order_tables
{% endif %}
from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.queue import models as jobs

METADATA = Base.metadata
__all__ = [
    "METADATA",
{% if auth == "jwt" %}
    "accounts",
{% endif %}
{% if example == "orders" %}
    "idempotency",
{% endif %}
    "jobs",
{% if example == "orders" %}
    "order_tables",
{% endif %}
]
