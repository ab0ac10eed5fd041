{% include "templates/shared/layered+jwt/src/package/auth/schemas.py" %}
