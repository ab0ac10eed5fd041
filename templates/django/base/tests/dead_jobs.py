{% include "templates/shared/sqlalchemy/tests/dead_jobs.py" %}
