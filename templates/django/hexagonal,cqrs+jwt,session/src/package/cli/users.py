{% include "templates/shared/jwt,session+sqlalchemy,sqlmodel/src/package/cli/users.py" %}
