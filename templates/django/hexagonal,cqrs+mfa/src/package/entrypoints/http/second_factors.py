{% include "templates/django/mfa/_parts/second_factor_routes.py" %}
