{% include "templates/shared/layered+jwt,session/src/package/auth/schemas.py" %}
