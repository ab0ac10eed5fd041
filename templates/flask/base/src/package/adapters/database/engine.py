"""The connection to the database, and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session as Session  # noqa: PLC0414 - under this name for the adapters
from sqlalchemy.orm import sessionmaker

SQLITE_BUSY_MILLISECONDS = 30_000
# A look at several tables sees them all as they were at its beginning.
READING: dict[str, dict[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ"},
    "sqlite": {"sqlite_begin": "DEFERRED"},
}


class Database:
    """Opens transactions; connects when the first one needs it.

    Args:
        url: `postgresql://user:password@host:port/name` or `sqlite:///path`.
    """

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        reading = self.engine.execution_options(**READING[self.engine.dialect.name])
        self._reading = sessionmaker(reading, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a transaction that a clean exit commits and an exception rolls back."""
        with self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads, and so never waits for a writer."""
        with self._reading() as session:
            yield session

    def ping(self) -> None:
        """Ask the database for an answer.

        Raises:
            Exception: Whatever the driver raises when there is none.
        """
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _make_engine(url: str) -> Engine:
    parsed = make_url(url)
    # An error that shows its parameters would put customers' data into the log.
    options: dict[str, Any] = {"hide_parameters": True}
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed.set(drivername="sqlite"), **options)
        _prepare_sqlite(engine)
        return engine
    return create_engine(
        _for_psycopg(parsed),
        connect_args={"connect_timeout": 5, "options": "-c statement_timeout=30000"},
        pool_size=10,
        pool_pre_ping=True,
        **options,
    )


def _for_psycopg(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg")


def _prepare_sqlite(engine: Engine) -> None:
    """Make SQLite wait for its lock, check foreign keys and keep transactions whole.

    The driver would begin a transaction at the first write only; two that have read before would
    then fail instead of waiting for each other. Writers therefore take the lock at the start.
    """

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MILLISECONDS}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")
