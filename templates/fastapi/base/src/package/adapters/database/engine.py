"""The connection to the database, and its transactions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

SQLITE_BUSY_MILLISECONDS = 30_000
# A look at several tables sees them all as they were at its beginning.
READING: dict[str, dict[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ"},
    "sqlite": {"sqlite_begin": "DEFERRED"},
}

# One transaction's view of the database, under the name that the adapters know.
Session = AsyncSession


class Database:
    """Opens transactions; connects when the first one needs it.

    Args:
        url: `postgresql://user:password@host:port/name` or `sqlite:///path`.
    """

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        self._writing = async_sessionmaker(self.engine, expire_on_commit=False)
        reading = self.engine.execution_options(**READING[self.engine.dialect.name])
        self._reading = async_sessionmaker(reading, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Open a transaction that a clean exit commits and an exception rolls back."""
        async with self._writing.begin() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """Open a transaction that only reads, and so never waits for a writer."""
        async with self._reading() as session:
            yield session

    async def ping(self) -> None:
        """Ask the database for an answer.

        Raises:
            Exception: Whatever the driver raises when there is none.
        """
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _make_engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    # An error that shows its parameters would put customers' data into the log.
    options: dict[str, Any] = {"hide_parameters": True}
    if parsed.get_backend_name() == "sqlite":
        engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"), **options)
        _prepare_sqlite(engine)
        return engine
    return create_async_engine(
        _for_asyncpg(parsed),
        connect_args={"timeout": 5, "command_timeout": 30},
        pool_size=10,
        pool_pre_ping=True,
        **options,
    )


def _for_asyncpg(url: URL) -> URL:
    """Name the driver, and the TLS mode as the driver calls it."""
    query = dict(url.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return url.set(drivername="postgresql+asyncpg", query=query)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """Make SQLite wait for its lock, check foreign keys and keep transactions whole.

    The driver would begin a transaction at the first write only; two that have read before would
    then fail instead of waiting for each other. Writers therefore take the lock at the start.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")
