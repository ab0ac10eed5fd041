"""The routes of all features."""

{% if auth == "jwt" and example == "orders" %}
from {{ package_name }}.entrypoints.http import accounts, orders
{% elif auth == "jwt" %}
from {{ package_name }}.entrypoints.http import accounts
{% elif example == "orders" %}
from {{ package_name }}.entrypoints.http import orders
{% endif %}
from {{ package_name }}.web import docs, probes
{% if auth == "jwt" or example == "orders" %}
from {{ package_name }}.web.policy import API_PREFIX
{% endif %}

# A new feature adds its router here.
ROUTERS = (
    ("", probes.router),
    ("", docs.router),
{% if auth == "jwt" %}
    (f"{API_PREFIX}/auth", accounts.router),
{% endif %}
{% if example == "orders" %}
    (f"{API_PREFIX}/orders", orders.router),
{% endif %}
)
