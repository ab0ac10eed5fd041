from collections.abc import {{ iterator_ }}

import pytest

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings


@pytest.fixture
def worker() -> None:
    """Start nothing: jobs run in the process that enqueues them."""


@pytest.fixture
{{ async_ }}def queue(settings: Settings) -> {{ iterator_ }}[JobQueue]:
    """Make the service's queue."""
    container = make_container(settings)
    yield container.queue
    {{ await_ }}container.close()
