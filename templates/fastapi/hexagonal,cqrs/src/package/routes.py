{% set features = [auth_module] * (auth != "none") + ["orders"] * (example == "orders") + ["second_factors"] * mfa %}
"""The routes of all features."""

{% if auth != "none" or example == "orders" %}
from {{ package_name }}.entrypoints.http import {{ features | join(", ") }}
{% endif %}
from {{ package_name }}.web import docs, probes

# A new feature adds its router here.
ROUTERS = (
    probes.router,
    docs.router,
{% for feature in features %}
    {{ feature }}.router,
{% endfor %}
)
