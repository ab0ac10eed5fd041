{% include "templates/shared/sqlalchemy/src/package/cli/jobs.py" %}
