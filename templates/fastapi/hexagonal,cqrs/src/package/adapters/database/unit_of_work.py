"""The unit of work, over a session of SQLAlchemy."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from {{ package_name }}.adapters.database.engine import Database


class SqlUnitOfWork[Stores]:
    """Opens stores on a session of their own.

    Args:
        database: Where the session connects to.
        stores: Makes the stores from the session.
    """

    def __init__(self, database: Database, stores: Callable[[AsyncSession], Stores]) -> None:
        self._database = database
        self._stores = stores

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Stores]:
        """Open the stores for a change: a clean exit commits it, an exception takes it back."""
        async with self._database.transaction() as session:
            yield self._stores(session)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Stores]:
        """Open the stores for reading only, without waiting for those who write."""
        async with self._database.reading() as session:
            yield self._stores(session)
