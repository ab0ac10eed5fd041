"""An outbox whose jobs wait for the test."""

from typing import Self

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import WaitingJobs
from {{ package_name }}.adapters.queue.relay import LocalRelay
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job

from tests.e2e.serving import App, container_of, replace_parts
from tests.waiting import waiting


class HeldJobs:
    """A relay that leaves jobs in the outbox until it is told to run them."""

    def __init__(self, database: Database, runner: JobRunner) -> None:
        self._database = database
        self._runner = runner

    @classmethod
    def of(cls, app: App) -> Self:
        """Take the place of an application's relay."""
        container = container_of(app)
        held = cls(container.database, container.runner)
        replace_parts(app, relay=held)
        return held

    {{ async_ }}def waiting(self, name: str) -> list[Job]:
        """Return the jobs of a name that nobody has run."""
        jobs = [message.to_job() for message in {{ await_ }}waiting(self._database)]
        return [job for job in jobs if job.name == name]

    {{ async_ }}def run(self) -> None:
        """Run what is due, and what follows from it."""
        relay = LocalRelay(WaitingJobs(self._database), self._runner)
        while {{ await_ }}relay.sweep():
            pass

    {{ async_ }}def catch_up(self) -> None:
        """Bring what queries read up to date."""
        for job in {{ await_ }}self.waiting("project_order"):
            {{ await_ }}self._runner.run(job, retries=0)

    {{ async_ }}def sweep(self) -> int:
        """Leave everything where it is."""
        return 0
