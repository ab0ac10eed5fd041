"""An outbox whose jobs wait for the test."""

from dataclasses import replace
from typing import Self

from fastapi import FastAPI
from sqlalchemy import select

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import OutboxMessage
from {{ package_name }}.adapters.queue.relay import LocalRelay
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.bootstrap import make_runner
from {{ package_name }}.container import Container
from {{ package_name }}.jobs import Job


class HeldJobs:
    """A relay that leaves jobs in the outbox until it is told to run them."""

    def __init__(self, database: Database, runner: JobRunner) -> None:
        self._database = database
        self._runner = runner

    @classmethod
    def of(cls, app: FastAPI) -> Self:
        """Take the place of an application's relay."""
        container: Container = app.state.container
        held = cls(container.database, make_runner(container.settings, container.database))
        app.state.container = replace(container, relay=held)
        return held

    async def waiting(self, name: str) -> list[Job]:
        """Return the jobs of a name that nobody has run."""
        found = select(OutboxMessage).where(OutboxMessage.job == name).order_by(OutboxMessage.id)
        async with self._database.reading() as session:
            return [message.to_job() for message in await session.scalars(found)]

    async def run(self) -> None:
        """Run what is due, and what follows from it."""
        relay = LocalRelay(self._database, self._runner)
        while await relay.sweep():
            pass

    async def catch_up(self) -> None:
        """Bring what queries read up to date."""
        for job in await self.waiting("project_order"):
            await self._runner.run(job, retries=0)

    async def sweep(self) -> int:
        """Leave everything where it is."""
        return 0
