"""The way of the domain's changes to the rows."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from sqlalchemy import event

from {{ package_name }}.adapters.database.engine import Session


class Entity(Protocol):
    """An object of the domain that has an identity."""

    id: UUID


class Tracked[Kind: Entity, Row]:
    """The entities of one kind that a transaction has given out, each with its row.

    The domain's classes know no database, so that nobody saves them: what has changed in them is
    written to their rows before a query looks for it, and before the transaction commits.

    Args:
        session: The transaction.
        write: Writes an entity to its row.
    """

    def __init__(self, session: Session, write: Callable[[Kind, Row], None]) -> None:
        self._write = write
        self._pairs: dict[UUID, tuple[Kind, Row]] = {}
        event.listen(session.sync_session, "before_commit", lambda _session: self.flush())

    def track(self, entity: Kind, row: Row) -> Kind:
        """Give an entity out: the same one each time it is read, as its row is now."""
        known, _ = self._pairs.get(entity.id, (entity, row))
        vars(known).update(vars(entity))
        self._pairs[entity.id] = (known, row)
        return known

    def flush(self) -> None:
        """Write to the rows what has changed so far, for the session to store before a query."""
        for entity, row in self._pairs.values():
            self._write(entity, row)
