from pathlib import Path

import pytest

from {{ package_name }}.adapters.queue import runner
from {{ package_name }}.bootstrap import JOBS
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.settings import Settings

from tests.contract.probe_jobs import PROBE_DELAYS, PROBE_JOBS
from tests.dead_jobs import dead_jobs
from tests.polling import until

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture(autouse=True)
def probe_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, function in PROBE_JOBS.items():
        monkeypatch.setitem(JOBS, name, function)
    monkeypatch.setattr(runner, "RETRY_DELAYS", PROBE_DELAYS)


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace.txt"


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


{{ async_ }}def test_a_job_runs_with_its_arguments_and_its_request(queue: JobQueue, trace: Path) -> None:
    {{ await_ }}queue.enqueue(Job("leave_trace", {"path": str(trace), "text": "hello"}, "abc"))

    {{ await_ }}until(lambda: lines(trace) == ["hello abc"])


{{ async_ }}def test_every_job_runs(queue: JobQueue, trace: Path) -> None:
    for number in range(5):
        {{ await_ }}queue.enqueue(Job("leave_trace", {"path": str(trace), "text": str(number)}, "abc"))

    {{ await_ }}until(lambda: len(lines(trace)) == 5)


{{ async_ }}def test_a_job_that_fails_is_tried_again(queue: JobQueue, trace: Path) -> None:
    {{ await_ }}queue.enqueue(Job("stumble", {"path": str(trace)}))

    {{ await_ }}until(lambda: lines(trace) == ["tried", "tried"])


{{ async_ }}def test_a_job_that_nobody_knows_becomes_a_dead_letter(
    queue: JobQueue,
    settings: Settings,
) -> None:
    job = Job("no_such_job", {"id": "1"}, "abc")
    {{ await_ }}queue.enqueue(job)

    {{ async_ }}def is_dead() -> bool:
        return {{ await_ }}dead_jobs(settings) == [job]

    {{ await_ }}until(is_dead)


{{ async_ }}def test_a_ping_is_answered(queue: JobQueue) -> None:
    {{ await_ }}queue.ping()
