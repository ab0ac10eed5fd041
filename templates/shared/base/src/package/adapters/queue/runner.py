"""Running a job, and what becomes of it when it fails."""

{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable, Mapping
{% else %}
from collections.abc import Callable, Mapping
{% endif %}

import structlog

from {{ package_name }}.errors import TryLaterError
from {{ package_name }}.jobs import Job, JobFunction

# Seconds before each further try; after the last one the job is dead.
RETRY_DELAYS: tuple[int, ...] = (1, 2, 4, 8, 16)

# Puts a job on the dead-letter list, with how often it was tried and what it failed of.
{% if framework == "fastapi" %}
Bury = Callable[[Job, int, str], Awaitable[None]]
{% else %}
Bury = Callable[[Job, int, str], None]
{% endif %}

log = structlog.get_logger(__name__)


class JobRunner:
    """Runs jobs by name. Every queue leaves retries and dead letters to it."""

    def __init__(self, jobs: Mapping[str, JobFunction], bury: Bury) -> None:
        self.jobs = jobs
        self.bury = bury

    {{ async_ }}def run(self, job: Job, retries: int, crashes: int = 0) -> int | None:
        """Run a job, retried so often before; return the seconds until the next try, if any.

        A job that has killed its process at too many tries is not given another one to kill.
        """
        with structlog.contextvars.bound_contextvars(request_id=job.request_id, job=job.name):
            if crashes > len(RETRY_DELAYS):
                log.error("job_dead", arguments=job.arguments, crashes=crashes)
                return {{ await_ }}self._bury_or_keep(job, crashes, "killed its process at each try")
            try:
                {{ await_ }}self.jobs[job.name](**job.arguments)
            except TryLaterError as error:
                log.info("job_waits", retry_in=error.seconds)
                return error.seconds
            except Exception as error:
                if retries < len(RETRY_DELAYS):
                    delay = RETRY_DELAYS[retries]
                    log.warning("job_failed", retries=retries, retry_in=delay, error=repr(error))
                    return delay
                log.exception("job_dead", arguments=job.arguments)
                return {{ await_ }}self._bury_or_keep(job, retries + 1, repr(error))
            else:
                log.info("job_done", retries=retries)
        return None

    {{ async_ }}def _bury_or_keep(self, job: Job, attempts: int, error: str) -> int | None:
        """Put a dead job on the list. While that cannot be written, the job stays on its queue."""
        try:
            {{ await_ }}self.bury(job, attempts, error)
        except Exception:
            log.exception("job_not_buried", arguments=job.arguments)
            return RETRY_DELAYS[-1]
        return None
