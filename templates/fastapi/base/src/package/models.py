"""All tables, for the migrations to see."""

{% if auth == "jwt" %}
from {{ package_name }}.auth import models as auth
{% endif %}
from {{ package_name }}.database.base import Base
{% if example == "orders" %}
from {{ package_name }}.idempotency import models as idempotency
{% endif %}
from {{ package_name }}.jobs import models as jobs
{% if example == "orders" %}
from {{ package_name }}.orders import models as orders
{% endif %}

METADATA = Base.metadata
__all__ = [
    "METADATA",
{% if auth == "jwt" %}
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
