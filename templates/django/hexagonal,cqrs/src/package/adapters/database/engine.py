"""Transactions, and what comes out of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import Field, asdict
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import connections, transaction

from {{ package_name }}.adapters.database.connections import (
    READING,
    WRITING,
    close_all,
    point_to,
)


class Entity(Protocol):
    """A dataclass of the domain that has an identity."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    id: UUID


class Watched[Kind: Entity]:
    """An entity, how to write it, and how it was when it was read or written last."""

    def __init__(self, entity: Kind, write: Callable[[Kind], None]) -> None:
        self.entity = entity
        self._write = write
        self._before = asdict(entity)

    def flush(self) -> None:
        """Write the entity if it has changed."""
        now = asdict(self.entity)
        if now != self._before:
            self._write(self.entity)
            self._before = now


class Session:
    """One transaction: the connection it is on, and the entities that have come out of it.

    The domain's classes know no database, so that nobody saves them: before the transaction ends,
    each entity is compared with what it was, and written if it has changed.
    """

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._watched: dict[UUID, Watched[Any]] = {}

    def watch[Kind: Entity](self, entity: Kind, write: Callable[[Kind], None]) -> Kind:
        """Give an entity out, to be written if it changes: the same one each time it is read."""
        if self.alias == READING:
            return entity
        if entity.id in self._watched:
            known: Kind = self._watched[entity.id].entity
            vars(known).update(vars(entity))
            entity = known
        self._watched[entity.id] = Watched(entity, write)
        return entity

    def forget(self, entity_id: UUID) -> None:
        """Let go of an entity that is deleted."""
        self._watched.pop(entity_id, None)

    def flush(self) -> None:
        """Write what has changed so far, for a query to find."""
        for watched in self._watched.values():
            watched.flush()


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
            session.flush()

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
