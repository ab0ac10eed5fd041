{% include "templates/shared/hexagonal,cqrs+sqlalchemy,sqlmodel/src/package/adapters/database/unit_of_work.py" %}
