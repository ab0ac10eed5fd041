"""The routes of all features."""

{% if auth == "jwt" and example == "orders" %}
from {{ package_name }}.entrypoints.http import accounts, orders
{% elif auth == "jwt" %}
from {{ package_name }}.entrypoints.http import accounts
{% elif example == "orders" %}
from {{ package_name }}.entrypoints.http import orders
{% endif %}
from {{ package_name }}.web import docs, probes

# A new feature adds its blueprint here.
BLUEPRINTS = (
    probes.blueprint,
    docs.blueprint,
{% if auth == "jwt" %}
    accounts.blueprint,
{% endif %}
{% if example == "orders" %}
    orders.blueprint,
{% endif %}
)
