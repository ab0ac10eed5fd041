{% include "templates/fastapi/mfa/_parts/second_factor_routes.py" %}
