from collections.abc import AsyncIterator

import pytest

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue.factory import make_queue
from {{ package_name }}.bootstrap import make_runner
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings


@pytest.fixture
def worker() -> None:
    """Start nothing: jobs run in the process that enqueues them."""


@pytest.fixture
async def queue(settings: Settings, database: Database) -> AsyncIterator[JobQueue]:
    """Make the service's queue."""
    queue = make_queue(settings, make_runner(settings, database))
    yield queue
    await queue.close()
