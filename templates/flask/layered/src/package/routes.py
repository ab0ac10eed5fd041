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

# A new feature adds its blueprint here.
BLUEPRINTS = (
    probes.blueprint,
    docs.blueprint,
{% if auth != "none" %}
    auth.blueprint,
{% endif %}
{% if mfa %}
    second_factors.blueprint,
{% endif %}
{% if example == "orders" %}
    orders.blueprint,
{% endif %}
)
