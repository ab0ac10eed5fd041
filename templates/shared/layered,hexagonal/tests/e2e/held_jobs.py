"""A queue whose jobs wait for the test."""

from typing import Self

from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job

from tests.e2e.serving import App, container_of, replace_parts


class HeldJobs:
    """Takes jobs and runs them when it is told to; what was enqueued can be looked at."""

    broker = False

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self._held: list[Job] = []

    @classmethod
    def of(cls, app: App) -> Self:
        """Take the place of an application's queue."""
        held = cls(container_of(app).runner)
        replace_parts(app, queue=held)
        return held

    {{ async_ }}def waiting(self, name: str) -> list[Job]:
        """Return the jobs of a name that nobody has run."""
        return [job for job in self._held if job.name == name]

    {{ async_ }}def run(self) -> None:
        """Run what waits, once."""
        while self._held:
            {{ await_ }}self._runner.run(self._held.pop(0), retries=0)

    {{ async_ }}def catch_up(self) -> None:
        """Bring what queries read up to date: they read what was written, so it is."""

    {{ async_ }}def enqueue(self, job: Job) -> None:
        """Hold a job."""
        self._held.append(job)

    {{ async_ }}def ping(self) -> None:
        """Answer."""

    {{ async_ }}def close(self) -> None:
        """Forget what is held."""
