"""The routes of all features."""

{% if auth != "none" and example == "orders" %}
from {{ package_name }}.entrypoints.http import {{ auth_module }}, orders
{% elif auth != "none" %}
from {{ package_name }}.entrypoints.http import {{ auth_module }}
{% elif example == "orders" %}
from {{ package_name }}.entrypoints.http import orders
{% endif %}
from {{ package_name }}.web import docs, probes

# A new feature adds its router here.
ROUTERS = (
    probes.router,
    docs.router,
{% if auth != "none" %}
    {{ auth_module }}.router,
{% endif %}
{% if example == "orders" %}
    orders.router,
{% endif %}
)
