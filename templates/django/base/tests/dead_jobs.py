{% include "templates/shared/sqlalchemy,sqlmodel/tests/dead_jobs.py" %}
