{% include "templates/shared/hexagonal,cqrs+sqlalchemy/src/package/adapters/database/unit_of_work.py" %}
