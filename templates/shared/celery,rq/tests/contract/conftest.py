{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Iterator
{% else %}
from collections.abc import Iterator
{% endif %}

import pytest

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings

from tests.broker import broker_variables, empty_broker
from tests.processes import process


@pytest.fixture(params=["in_process", "broker"])
def queue_settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Run the suite without a broker and with one."""
    if request.param == "in_process":
        return settings
    return settings.model_copy(update=empty_broker(request))


@pytest.fixture
def worker(queue_settings: Settings) -> Iterator[None]:
    """Run a worker process where jobs go through a broker."""
    broker = broker_variables(queue_settings)
    if not broker:
        yield
        return
    with process(
        "-m",
        "tests.contract.worker_process",
        ENVIRONMENT="test",
        DATABASE_URL=queue_settings.database_url,
        **broker,
    ):
        yield


@pytest.fixture
{{ async_ }}def queue(queue_settings: Settings) -> {{ iterator_ }}[JobQueue]:
    """Make the service's queue."""
    container = make_container(queue_settings)
    yield container.queue
    {{ await_ }}container.close()
