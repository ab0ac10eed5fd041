{% include "templates/shared/mfa+sqlalchemy,sqlmodel/src/package/cli/second_factors.py" %}
