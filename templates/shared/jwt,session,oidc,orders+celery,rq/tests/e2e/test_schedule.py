from collections.abc import Iterator

import pytest

from {{ package_name }}.settings import Settings

from tests.e2e.expired import LIFE, age_rows, count_rows, leave_row
from tests.e2e.serving import App, Client
from tests.polling import until
from tests.processes import process

pytestmark = pytest.mark.usefixtures("jobs", "worker")


@pytest.fixture
def environment(settings: Settings, redis_url: str) -> dict[str, str]:
    """Return the settings of the processes beside the server."""
    return {"ENVIRONMENT": "test", "DATABASE_URL": settings.database_url, "REDIS_URL": redis_url}


@pytest.fixture
def worker(environment: dict[str, str]) -> Iterator[None]:
    """Run a worker, which is who deletes."""
    with process("-m", "{{ package_name }}", "worker", **environment):
        yield


{{ async_ }}def test_the_scheduler_asks_for_its_jobs_again_after_a_crash(
    app: App, client: Client, environment: dict[str, str]
) -> None:
    {{ async_ }}def is_clean() -> bool:
        return {{ await_ }}count_rows(app) == 0

    for crashes in (True, False):
        {{ await_ }}leave_row(client)
        {{ await_ }}age_rows(app, LIFE * 2)
        with process("-m", "{{ package_name }}", "schedule", **environment) as running:
            {{ await_ }}until(is_clean, seconds=120)
            if crashes:
                running.kill()

    assert running.returncode == 0
