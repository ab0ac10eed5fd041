"""A queue whose jobs wait for the test."""

from dataclasses import replace
from typing import Self

from fastapi import FastAPI

from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.bootstrap import make_runner
from {{ package_name }}.container import Container
from {{ package_name }}.jobs import Job


class HeldJobs:
    """Takes jobs and runs them when it is told to; what was enqueued can be looked at."""

    broker = False

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self._held: list[Job] = []

    @classmethod
    def of(cls, app: FastAPI) -> Self:
        """Take the place of an application's queue."""
        container: Container = app.state.container
        held = cls(make_runner(container.settings, container.database))
        app.state.container = replace(container, queue=held)
        return held

    async def waiting(self, name: str) -> list[Job]:
        """Return the jobs of a name that nobody has run."""
        return [job for job in self._held if job.name == name]

    async def run(self) -> None:
        """Run what waits, once."""
        while self._held:
            await self._runner.run(self._held.pop(0), retries=0)

    async def catch_up(self) -> None:
        """Bring what queries read up to date: they read what was written, so it is."""

    async def enqueue(self, job: Job) -> None:
        """Hold a job."""
        self._held.append(job)

    async def ping(self) -> None:
        """Answer."""

    async def close(self) -> None:
        """Forget what is held."""
