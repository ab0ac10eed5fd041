"""Deleting what has expired."""

from collections.abc import Callable

import structlog
from django.db import transaction

{% if auth_expiring %}
from {{ package_name }}.auth import services as accounts
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.idempotency import services as idempotency
{% endif %}
from {{ package_name }}.mail import Mailer

# What expires, and how to delete up to so many of it; each tells how many there were.
EXPIRING: dict[str, Callable[[int], int]] = {
{% if example == "orders" %}
    "idempotency_keys": idempotency.purge,
{% endif %}
{% if auth_expiring %}
    "{{ auth_expiring }}": accounts.purge,
{% endif %}
}
BATCH = 1000

log = structlog.get_logger(__name__)


def delete_expired() -> dict[str, int]:
    """Delete what has expired and return how much: in batches, so that no lock is held for long."""
    counts = dict.fromkeys(EXPIRING, 0)
    for name, purge in EXPIRING.items():
        deleted = BATCH
        while deleted >= BATCH:
            with transaction.atomic():
                deleted = purge(BATCH)
            counts[name] += deleted
    return counts


def cleanup(_mailer: Mailer) -> None:
    """Delete what has expired, as a job."""
    log.info("cleaned_up", **delete_expired())
