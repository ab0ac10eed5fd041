{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Iterator
{% else %}
from collections.abc import Iterator
{% endif %}

import pytest

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings

from tests.processes import process


@pytest.fixture(params=["in_process", "broker"])
def queue_settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Run the suite without a broker and with one."""
    if request.param == "in_process":
        return settings
    return settings.model_copy(update={"redis_url": request.getfixturevalue("redis_url")})


@pytest.fixture
def worker(queue_settings: Settings) -> Iterator[None]:
    """Run a worker process where jobs go through a broker."""
    if queue_settings.redis_url is None:
        yield
        return
    with process(
        "-m",
        "tests.contract.worker_process",
        ENVIRONMENT="test",
        DATABASE_URL=queue_settings.database_url,
        REDIS_URL=queue_settings.redis_url,
    ):
        yield


@pytest.fixture
{{ async_ }}def queue(queue_settings: Settings) -> {{ iterator_ }}[JobQueue]:
    """Make the service's queue."""
    container = make_container(queue_settings)
    yield container.queue
    {{ await_ }}container.close()
