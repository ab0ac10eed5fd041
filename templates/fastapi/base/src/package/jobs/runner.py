"""Running a job, and what becomes of it when it fails."""

from collections.abc import Mapping

import structlog

from {{ package_name }}.database.engine import Database
from {{ package_name }}.jobs import dead_letters
from {{ package_name }}.jobs.queue import Job, JobFunction
from {{ package_name }}.mail.message import Mailer

# Seconds before each further try; after the last one the job is dead.
RETRY_DELAYS = (1, 2, 4, 8, 16)

log = structlog.get_logger(__name__)


class JobRunner:
    """Runs jobs by name. Every queue leaves retries and dead letters to it."""

    def __init__(self, jobs: Mapping[str, JobFunction], database: Database, mailer: Mailer) -> None:
        self.jobs = jobs
        self.database = database
        self._mailer = mailer

    async def run(self, job: Job, retries: int) -> int | None:
        """Run a job, retried so often before; return the seconds until the next try, if any."""
        with structlog.contextvars.bound_contextvars(request_id=job.request_id, job=job.name):
            try:
                await self.jobs[job.name](self.database, self._mailer, **job.arguments)
            except Exception as error:
                if retries < len(RETRY_DELAYS):
                    delay = RETRY_DELAYS[retries]
                    log.warning("job_failed", retries=retries, retry_in=delay, error=repr(error))
                    return delay
                log.exception("job_dead", arguments=job.arguments)
                await self.bury(job, retries + 1, repr(error))
            else:
                log.info("job_done", retries=retries)
        return None

    async def bury(self, job: Job, attempts: int, error: str) -> None:
        """Put a job on the dead-letter list."""
        async with self.database.transaction() as session:
            dead_letters.add(session, job, attempts=attempts, error=error)
