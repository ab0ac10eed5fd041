{% include "templates/shared/layered+jwt+sqlalchemy/src/package/auth/schemas.py" %}
