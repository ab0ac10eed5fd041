{% include "templates/fastapi/layered+jwt/src/package/auth/schemas.py" %}
