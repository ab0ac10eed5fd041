"""The routes of all features."""

{% if auth == "jwt" and example == "orders" %}
from {{ package_name }}.entrypoints.http import accounts, orders
{% elif auth == "jwt" %}
from {{ package_name }}.entrypoints.http import accounts
{% elif example == "orders" %}
from {{ package_name }}.entrypoints.http import orders
{% endif %}
from {{ package_name }}.web import docs, probes

# A new feature adds its router here.
ROUTERS = (
    ("", probes.router),
    ("", docs.router),
{% if auth == "jwt" %}
    (accounts.PREFIX, accounts.router),
{% endif %}
{% if example == "orders" %}
    (orders.PREFIX, orders.router),
{% endif %}
)
