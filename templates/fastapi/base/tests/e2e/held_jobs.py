"""A queue whose jobs wait for the test."""

from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job


class HeldJobs:
    """Takes jobs and runs them when it is told to; what was enqueued can be looked at."""

    broker = False

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self.held: list[Job] = []

    async def enqueue(self, job: Job) -> None:
        """Hold a job."""
        self.held.append(job)

    async def run(self) -> None:
        """Run what is held, once."""
        while self.held:
            await self._runner.run(self.held.pop(0), retries=0)

    async def ping(self) -> None:
        """Answer."""

    async def close(self) -> None:
        """Forget what is held."""
