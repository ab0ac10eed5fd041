{% include "templates/shared/oidc/_parts/schemas.py" %}
