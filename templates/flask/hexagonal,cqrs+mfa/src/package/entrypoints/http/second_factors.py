{% include "templates/flask/mfa/_parts/second_factor_routes.py" %}
