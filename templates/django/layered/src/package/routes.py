"""The routes of all features."""

{% if auth != "none" %}
from {{ package_name }}.auth import api as auth
{% endif %}
{% if mfa %}
from {{ package_name }}.auth import second_factors_api as second_factors
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.orders import api as orders
{% endif %}
from {{ package_name }}.web import docs, probes

# A new feature adds its router here, and its app to INSTALLED_APPS.
ROUTERS = (
    ("", probes.router),
    ("", docs.router),
{% if auth != "none" %}
    (auth.PREFIX, auth.router),
{% endif %}
{% if mfa %}
    (second_factors.PREFIX, second_factors.router),
{% endif %}
{% if example == "orders" %}
    (orders.PREFIX, orders.router),
{% endif %}
)
