{% include "templates/shared/sqlalchemy,sqlmodel/src/package/cli/jobs.py" %}
