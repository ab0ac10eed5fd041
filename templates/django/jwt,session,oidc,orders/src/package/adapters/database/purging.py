"""Deleting rows that have expired."""

from django.db.models import Model, QuerySet


def purge_rows[Row: Model](expired: QuerySet[Row], limit: int) -> int:
    """Delete up to so many of these rows in the running transaction; return how many there were.

    A row that is locked is left for the next time: whoever waits for no lock is in no deadlock with
    a request that deletes the same rows in another order.
    """
    chosen = expired.select_for_update(skip_locked=True).values("pk")[:limit]
    deleted, _ = expired.filter(pk__in=chosen).delete()
    return deleted
