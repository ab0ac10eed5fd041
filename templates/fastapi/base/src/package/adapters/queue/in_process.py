"""Jobs in the process that asked for them: no broker to operate, but they do not outlive it."""

import asyncio

import structlog

from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job

# More would take the threads that hashing passwords needs.
JOBS_AT_ONCE = 2

log = structlog.get_logger(__name__)


class InProcessQueue:
    """Runs each job as a task of the event loop."""

    broker = False

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(JOBS_AT_ONCE)
        self._closing = asyncio.Event()

    async def enqueue(self, job: Job) -> None:
        """Start the job."""
        task = asyncio.create_task(self._run(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def ping(self) -> None:
        """Answer: there is nobody else to ask."""

    async def close(self) -> None:
        """Let running jobs finish; those that wait for their next try become dead letters."""
        self._closing.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, job: Job) -> None:
        retries = 0
        while (delay := await self._try(job, retries)) is not None:
            retries += 1
            try:
                await asyncio.wait_for(self._closing.wait(), delay)
            except TimeoutError:
                continue
            try:
                await self._runner.bury(job, retries, "given back when the process stopped")
            except Exception:
                log.exception("job_lost", job=job.name, arguments=job.arguments)
            return

    async def _try(self, job: Job, retries: int) -> int | None:
        async with self._slots:
            return await self._runner.run(job, retries)
