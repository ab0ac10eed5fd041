"""Which queue the service uses: RQ where there is a Redis, else its own process."""

from {{ package_name }}.adapters.queue.in_process import InProcessQueue
from {{ package_name }}.adapters.queue.rq_queue import RqQueue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings


def make_queue(settings: Settings, runner: JobRunner) -> JobQueue:
    """Make the queue."""
    return InProcessQueue(runner) if settings.redis_url is None else RqQueue(settings.redis_url)
