import asyncio

import pytest

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.in_process import InProcessQueue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job, JobFunction

finished: list[str] = []


async def finish_later(name: str) -> None:
    await asyncio.sleep(0)
    finished.append(name)


async def fail() -> None:
    raise RuntimeError


@pytest.fixture
def queue(database: Database) -> InProcessQueue:
    finished.clear()
    jobs: dict[str, JobFunction] = {"finish_later": finish_later, "fail": fail}
    return InProcessQueue(JobRunner(jobs, database))


async def test_a_job_that_runs_is_finished_before_the_queue_closes(queue: InProcessQueue) -> None:
    await queue.enqueue(Job("finish_later", {"name": "Ada"}))

    await queue.close()

    assert finished == ["Ada"]


async def test_a_job_that_waits_for_its_next_try_is_given_back(
    queue: InProcessQueue, database: Database
) -> None:
    await queue.enqueue(Job("fail", {}))

    await queue.close()

    async with database.reading() as session:
        (letter,) = await dead_letters.all_of_them(session)
    assert (letter.job, letter.attempts) == ("fail", 1)
