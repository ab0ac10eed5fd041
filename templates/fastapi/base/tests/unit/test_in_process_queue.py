import asyncio

import pytest

from {{ package_name }}.database.engine import Database
from {{ package_name }}.jobs import dead_letters
from {{ package_name }}.jobs.in_process import InProcessQueue
from {{ package_name }}.jobs.queue import Job, JobFunction
from {{ package_name }}.jobs.runner import JobRunner
from {{ package_name }}.mail.backends import ConsoleMailer

finished: list[str] = []


async def finish_later(_database: Database, _mailer: ConsoleMailer, name: str) -> None:
    await asyncio.sleep(0)
    finished.append(name)


async def fail(_database: Database, _mailer: ConsoleMailer) -> None:
    raise RuntimeError


@pytest.fixture
def queue(database: Database) -> InProcessQueue:
    finished.clear()
    jobs: dict[str, JobFunction] = {"finish_later": finish_later, "fail": fail}
    return InProcessQueue(JobRunner(jobs, database, ConsoleMailer()))


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
