"""All tables, for the migrations to see."""

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.queue import models as jobs
{% if auth != "none" %}
from {{ package_name }}.auth import models as auth
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.idempotency import models as idempotency
from {{ package_name }}.orders import models as orders
{% endif %}

METADATA = Base.metadata
__all__ = [
    "METADATA",
{% if auth != "none" %}
    "auth",
{% endif %}
{% if example == "orders" %}
    "idempotency",
{% endif %}
    "jobs",
{% if example == "orders" %}
    "orders",
{% endif %}
]
