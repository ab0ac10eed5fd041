"""What is stored for a time only."""

{% for src in fragments["src/package/adapters/database/expiring.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
from {{ package_name }}.adapters.database.engine import Database
{% if example == "orders" %}
from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
{% endif %}
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.expiring import Expiring
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork


def make_expiring(database: Database) -> dict[str, UnitOfWork[Expiring]]:
    """Open each kind of what expires on its own, under the name that counts are told by."""
    return {
{% if example == "orders" %}
        "idempotency_keys": SqlUnitOfWork(database, SqlIdempotencyKeys),
{% endif %}
{% for src in fragments["src/package/adapters/database/expiring.py/auth-kinds"] or [] %}
{% include src %}
{% endfor %}
    }
