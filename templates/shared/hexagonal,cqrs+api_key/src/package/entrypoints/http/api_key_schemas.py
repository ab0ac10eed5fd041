{% include "templates/shared/layered+api_key/src/package/auth/schemas.py" %}
