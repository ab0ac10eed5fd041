import pytest
import structlog
from structlog.testing import capture_logs

from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS, JobRunner
from {{ package_name }}.jobs import Job

LAST = len(RETRY_DELAYS)


{{ async_ }}def greet(name: str) -> None:
    structlog.get_logger().info("greeted", name=name)


{{ async_ }}def fail() -> None:
    message = "no luck"
    raise RuntimeError(message)


buried: list[tuple[Job, int, str]] = []


{{ async_ }}def bury(job: Job, attempts: int, error: str) -> None:
    buried.append((job, attempts, error))


@pytest.fixture
def runner() -> JobRunner:
    buried.clear()
    return JobRunner({"greet": greet, "fail": fail}, bury)


{{ async_ }}def test_a_job_runs_with_its_arguments(runner: JobRunner) -> None:
    with capture_logs() as lines:
        {{ await_ }}runner.run(Job("greet", {"name": "Ada"}), retries=0)

    assert {"event": "greeted", "name": "Ada", "log_level": "info"} in lines


{{ async_ }}def test_the_lines_of_a_job_name_it_and_the_request(runner: JobRunner) -> None:
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        {{ await_ }}runner.run(Job("greet", {"name": "Ada"}, request_id="abc"), retries=0)

    assert {(line["job"], line["request_id"]) for line in lines} == {("greet", "abc")}


{{ async_ }}def test_a_job_that_succeeds_is_not_tried_again(runner: JobRunner) -> None:
    assert {{ await_ }}runner.run(Job("greet", {"name": "Ada"}), retries=0) is None


{{ async_ }}def test_a_job_that_fails_is_tried_again_after_growing_waits(runner: JobRunner) -> None:
    waits = [{{ await_ }}runner.run(Job("fail", {}), retries) for retries in range(LAST)]

    assert waits == [1, 2, 4, 8, 16]


{{ async_ }}def test_a_job_that_keeps_failing_becomes_a_dead_letter(runner: JobRunner) -> None:
    job = Job("fail", {})

    assert {{ await_ }}runner.run(job, retries=LAST) is None

    assert buried == [(job, LAST + 1, "RuntimeError('no luck')")]


{{ async_ }}def test_a_job_that_cannot_be_buried_stays_on_its_queue() -> None:
    {{ async_ }}def refuse(*_letter: object) -> None:
        raise OSError

    assert {{ await_ }}JobRunner({"fail": fail}, refuse).run(Job("fail", {}), retries=LAST) == 16


{{ async_ }}def test_a_job_that_killed_its_process_at_each_try_is_not_run_again(
    runner: JobRunner,
) -> None:
    job = Job("greet", {"name": "Ada"})

    with capture_logs() as lines:
        {{ await_ }}runner.run(job, retries=0, crashes=LAST + 1)

    assert [line["event"] for line in lines] == ["job_dead"]
    assert buried == [(job, LAST + 1, "killed its process at each try")]


{{ async_ }}def test_a_job_that_killed_its_process_before_may_succeed(runner: JobRunner) -> None:
    with capture_logs() as lines:
        {{ await_ }}runner.run(Job("greet", {"name": "Ada"}), retries=0, crashes=LAST)

    assert "greeted" in [line["event"] for line in lines]


{{ async_ }}def test_a_job_of_an_unknown_name_is_a_failure(runner: JobRunner) -> None:
    assert {{ await_ }}runner.run(Job("no_such_job", {}), retries=0) == RETRY_DELAYS[0]


def test_a_job_remembers_the_request_that_caused_it() -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        assert Job("greet", {}).request_id == "abc"
