"""The worker: an RQ process that runs jobs, each in a fork of its own."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
import logging

import structlog
from redis.exceptions import RedisError
from rq import Queue, Retry, Worker, get_current_job

from {{ package_name }}.adapters.queue.rq_queue import (
    AFTER_CRASHES,
    QUEUE_NAME,
    connect,
)
from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings, load_settings

# Seconds. The job of a worker that died is queued again 90 s after its last sign of life; RQ itself
# would look after ten minutes, and only when a worker is not waiting for a job.
LOOK_FOR_DEAD_WORKERS = 20

log = structlog.get_logger(__name__)


class WatchedQueue(Queue):
    """A queue that is looked after again soon when a worker died while it looked after it."""

    def acquire_maintenance_lock(self) -> bool:
        """Take the lock that lets one worker at a time look for the jobs of dead ones."""
        lock = self.connection.set(self.registry_cleaning_key, 1, nx=True, ex=LOOK_FOR_DEAD_WORKERS)
        return bool(lock)


def run_worker(settings: Settings) -> None:
    """Run jobs until stopped: a first SIGTERM finishes what runs, the rest stays in Redis."""
    if settings.redis_url is None:
        print("No REDIS_URL is set: jobs run in the web process.")  # noqa: T201 - for people
        return
    # The runner logs each job with the id of the request that caused it.
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    connection = connect(settings.redis_url)
    try:
        worker = Worker(
            [WatchedQueue(QUEUE_NAME, connection=connection)],
            connection=connection,
            maintenance_interval=LOOK_FOR_DEAD_WORKERS,
            # A worker waits 15 s less than this for a job before it looks.
            worker_ttl=LOOK_FOR_DEAD_WORKERS + 15,
        )
    except RedisError as error:
        raise QueueError(str(error)) from error
    log.info("worker_started", queue=QUEUE_NAME)
    # The scheduler puts jobs back on the queue when their next try is due.
    worker.work(with_scheduler=True)


def run_job(name: str, arguments: dict[str, str], request_id: str) -> Retry | None:
    """Run one job; RQ calls it by its name."""
    settings = load_settings()
    current = get_current_job()
    retries = (current.number_of_retries or 0) if current else 0
    crashes = AFTER_CRASHES.max - (current.retries_left or 0) if current else 0
    job = Job(name, arguments, request_id)
{% if framework == "fastapi" %}
    return asyncio.run(_run(settings, job, retries, crashes))
{% else %}
    return _run(settings, job, retries, crashes)
{% endif %}


{{ async_ }}def _run(settings: Settings, job: Job, retries: int, crashes: int) -> Retry | None:
    container = make_container(settings)
    try:
        delay = {{ await_ }}container.runner.run(job, retries, crashes)
    finally:
        {{ await_ }}container.close()
    # How often is the runner's decision. RQ cuts the time off at whole seconds, so one is added.
    return None if delay is None else Retry(max=retries + 1, interval=delay + 1)
