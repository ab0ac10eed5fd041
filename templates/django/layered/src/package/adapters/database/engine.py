"""The database, for what is no feature: probes, dead letters and commands.

A feature uses Django's own `transaction.atomic` and its models' managers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction

from {{ package_name }}.adapters.database.connections import (
    READING,
    WRITING,
    close_all,
    point_to,
)


@dataclass(frozen=True)
class Session:
    """A transaction, by the name of its connection."""

    alias: str


class Database:
    """Opens transactions; connects when the first one needs it.

    Args:
        url: {{ "`postgresql://user:password@host:port/name` or `sqlite:///path`" if database == "postgresql" else "`sqlite:///path`" }}.
    """

    def __init__(self, url: str) -> None:
        point_to(url)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a transaction that a clean exit commits and an exception rolls back."""
        with _session(WRITING) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads, and so never waits for a writer."""
        with _session(READING) as session:
            yield session

    def ping(self) -> None:
        """Ask the database for an answer.

        Raises:
            Exception: Whatever the driver raises when there is none.
        """
        with _session(READING):
            # More than `SELECT 1`, for which SQLite does not open its file.
            connections[READING].introspection.table_names()

    def close(self) -> None:
        """Close every connection."""
        close_all()


@contextmanager
def _session(alias: str) -> Iterator[Session]:
    """Open a transaction that is no part of another one, and give its connection back."""
    connection = connections[alias]
    try:
        with transaction.atomic(using=alias, durable=True):
            yield Session(alias)
    finally:
        if not connection.in_atomic_block:
            connection.close()
