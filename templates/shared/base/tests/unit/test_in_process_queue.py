import pytest

from {{ package_name }}.adapters.queue.in_process import InProcessQueue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job, JobFunction

from tests.concurrently import pause

finished: list[str] = []
buried: list[tuple[str, int]] = []


{{ async_ }}def finish_later(name: str) -> None:
    {{ await_ }}pause(0.01)
    finished.append(name)


{{ async_ }}def fail() -> None:
    raise RuntimeError


{{ async_ }}def bury(job: Job, attempts: int, _error: str) -> None:
    buried.append((job.name, attempts))


@pytest.fixture
{{ async_ }}def queue() -> InProcessQueue:
    finished.clear()
    buried.clear()
    jobs: dict[str, JobFunction] = {"finish_later": finish_later, "fail": fail}
    return InProcessQueue(JobRunner(jobs, bury))


{{ async_ }}def test_a_job_that_runs_is_finished_before_the_queue_closes(queue: InProcessQueue) -> None:
    {{ await_ }}queue.enqueue(Job("finish_later", {"name": "Ada"}))

    {{ await_ }}queue.close()

    assert finished == ["Ada"]


{{ async_ }}def test_a_job_that_waits_for_its_next_try_is_given_back(queue: InProcessQueue) -> None:
    {{ await_ }}queue.enqueue(Job("fail", {}))

    {{ await_ }}queue.close()

    assert buried == [("fail", 1)]
