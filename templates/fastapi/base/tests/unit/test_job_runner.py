import pytest
import structlog
from structlog.testing import capture_logs

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS, JobRunner
from {{ package_name }}.jobs import Job

LAST = len(RETRY_DELAYS)


async def greet(name: str) -> None:
    structlog.get_logger().info("greeted", name=name)


async def fail() -> None:
    message = "no luck"
    raise RuntimeError(message)


@pytest.fixture
def runner(database: Database) -> JobRunner:
    return JobRunner({"greet": greet, "fail": fail}, database)


async def test_a_job_runs_with_its_arguments(runner: JobRunner) -> None:
    with capture_logs() as lines:
        await runner.run(Job("greet", {"name": "Ada"}), retries=0)

    assert {"event": "greeted", "name": "Ada", "log_level": "info"} in lines


async def test_the_lines_of_a_job_name_it_and_the_request(runner: JobRunner) -> None:
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        await runner.run(Job("greet", {"name": "Ada"}, request_id="abc"), retries=0)

    assert {(line["job"], line["request_id"]) for line in lines} == {("greet", "abc")}


async def test_a_job_that_succeeds_is_not_tried_again(runner: JobRunner) -> None:
    assert await runner.run(Job("greet", {"name": "Ada"}), retries=0) is None


async def test_a_job_that_fails_is_tried_again_after_growing_waits(runner: JobRunner) -> None:
    waits = [await runner.run(Job("fail", {}), retries) for retries in range(LAST)]

    assert waits == [1, 2, 4, 8, 16]


async def test_a_job_that_keeps_failing_becomes_a_dead_letter(
    runner: JobRunner, database: Database
) -> None:
    assert await runner.run(Job("fail", {}, request_id="abc"), retries=LAST) is None

    async with database.reading() as session:
        (letter,) = await dead_letters.all_of_them(session)
    assert (letter.attempts, letter.error) == (LAST + 1, "RuntimeError('no luck')")
    assert letter.to_job() == Job("fail", {}, request_id="abc")


async def test_a_job_that_killed_its_process_at_each_try_is_not_run_again(
    runner: JobRunner, database: Database
) -> None:
    with capture_logs() as lines:
        await runner.run(Job("greet", {"name": "Ada"}), retries=0, crashes=LAST + 1)

    assert [line["event"] for line in lines] == ["job_dead"]
    async with database.reading() as session:
        (letter,) = await dead_letters.all_of_them(session)
    assert (letter.job, letter.attempts) == ("greet", LAST + 1)


async def test_a_job_that_killed_its_process_before_may_succeed(runner: JobRunner) -> None:
    with capture_logs() as lines:
        await runner.run(Job("greet", {"name": "Ada"}), retries=0, crashes=LAST)

    assert "greeted" in [line["event"] for line in lines]


async def test_a_job_of_an_unknown_name_is_a_failure(runner: JobRunner) -> None:
    assert await runner.run(Job("no_such_job", {}), retries=0) == RETRY_DELAYS[0]


async def test_a_dead_letter_is_taken_off_the_list(runner: JobRunner, database: Database) -> None:
    await runner.bury(Job("fail", {}), attempts=1, error="given back")
    async with database.transaction() as session:
        (letter,) = await dead_letters.all_of_them(session)
        await dead_letters.take(session, letter.id)

    async with database.reading() as session:
        assert await dead_letters.all_of_them(session) == []


def test_a_job_remembers_the_request_that_caused_it() -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        assert Job("greet", {}).request_id == "abc"
