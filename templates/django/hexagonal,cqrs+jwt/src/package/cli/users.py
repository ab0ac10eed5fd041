{% include "templates/shared/jwt+sqlalchemy/src/package/cli/users.py" %}
