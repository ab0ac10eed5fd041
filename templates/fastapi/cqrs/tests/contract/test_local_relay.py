import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import SqlOutbox
from {{ package_name }}.adapters.queue.relay import LocalRelay
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job


class FlakyDatabase(Database):
    """A database that is sometimes out of order."""

    down = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction, if there is somebody to open it."""
        if self.down:
            raise OSError
        async with super().transaction() as session:
            yield session


async def test_a_sweep_that_fails_leaves_no_job_running(sqlite_url: str) -> None:
    database = FlakyDatabase(sqlite_url)
    ended = []

    async def short() -> None:
        database.down = True
        await asyncio.sleep(0)
        ended.append("short")

    async def long() -> None:
        await asyncio.sleep(0.1)
        ended.append("long")

    async with database.transaction() as session:
        SqlOutbox(session).add(Job("long", {}))
        SqlOutbox(session).add(Job("short", {}))

    with pytest.raises(OSError):  # noqa: PT011 - it has no text
        await LocalRelay(database, JobRunner({"short": short, "long": long}, database)).sweep()
    await database.close()

    assert ended == ["short", "long"]
