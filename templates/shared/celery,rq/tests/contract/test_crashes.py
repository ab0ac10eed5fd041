from pathlib import Path

import pytest

from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.settings import Settings

from tests.broker import empty_broker
from tests.contract.probe_jobs import PROBE_DELAYS
from tests.dead_jobs import dead_jobs
from tests.polling import until


@pytest.fixture
def queue_settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """Use the broker: in the process, a crash would take the tests along."""
    return settings.model_copy(update=empty_broker(request))


@pytest.mark.usefixtures("worker")
{{ async_ }}def test_a_job_that_kills_its_process_at_each_try_becomes_a_dead_letter(
    queue: JobQueue, settings: Settings, tmp_path: Path
) -> None:
    trace = tmp_path / "trace.txt"
    job = Job("crash", {"path": str(trace)}, "abc")
    {{ await_ }}queue.enqueue(job)

    {{ async_ }}def is_dead() -> bool:
        return {{ await_ }}dead_jobs(settings) == [job]

    {{ await_ }}until(is_dead)

    assert trace.read_text("utf-8").count("tried") == len(PROBE_DELAYS) + 1
