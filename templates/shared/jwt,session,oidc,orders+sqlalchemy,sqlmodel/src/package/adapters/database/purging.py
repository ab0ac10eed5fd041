"""Deleting rows that have expired."""

from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, select, tuple_

from {{ package_name }}.adapters.database.engine import Session


{{ async_ }}def purge_rows(
    session: Session, entity: type[Any], expired: ColumnElement[bool], limit: int
) -> int:
    """Delete up to so many rows that have expired, and return how many there were.

    A row that is locked is left for the next time: whoever waits for no lock is in no deadlock with
    a request that deletes the same rows in another order.
    """
    key = inspect(entity).primary_key
    chosen = select(*key).where(expired).limit(limit).with_for_update(skip_locked=True)
    deleted = {{ await_ }}session.execute(
        delete(entity).where(tuple_(*key).in_(chosen)).returning(*key),
    )
    return len(deleted.all())
