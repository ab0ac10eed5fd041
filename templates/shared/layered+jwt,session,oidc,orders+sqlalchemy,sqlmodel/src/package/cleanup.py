"""Deleting what has expired."""

{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}

import structlog

from {{ package_name }}.adapters.database.engine import Database, Session
{% if auth_expiring %}
from {{ package_name }}.auth import services as accounts
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.idempotency import services as idempotency
{% endif %}
from {{ package_name }}.mail import Mailer

# What expires, and how to delete up to so many of it; each tells how many there were.
{% if framework == "fastapi" %}
EXPIRING: dict[str, Callable[[Session, int], Awaitable[int]]] = {
{% else %}
EXPIRING: dict[str, Callable[[Session, int], int]] = {
{% endif %}
{% if example == "orders" %}
    "idempotency_keys": idempotency.purge,
{% endif %}
{% if auth_expiring %}
    "{{ auth_expiring }}": accounts.purge,
{% endif %}
}
BATCH = 1000

log = structlog.get_logger(__name__)


{{ async_ }}def delete_expired(database: Database) -> dict[str, int]:
    """Delete what has expired and return how much: in batches, so that no lock is held for long."""
    counts = dict.fromkeys(EXPIRING, 0)
    for name, purge in EXPIRING.items():
        deleted = BATCH
        while deleted >= BATCH:
            {{ async_ }}with database.transaction() as session:
                deleted = {{ await_ }}purge(session, BATCH)
            counts[name] += deleted
    return counts


{{ async_ }}def cleanup(database: Database, _mailer: Mailer) -> None:
    """Delete what has expired, as a job."""
    counts = {{ await_ }}delete_expired(database)
    log.info("cleaned_up", **counts)
