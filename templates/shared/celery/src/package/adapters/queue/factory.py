"""Which queue the service uses: Celery where there is a broker, else its own process."""

from {{ package_name }}.adapters.queue.broker import broker_url
from {{ package_name }}.adapters.queue.celery_queue import CeleryQueue
from {{ package_name }}.adapters.queue.in_process import InProcessQueue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings


def make_queue(settings: Settings, runner: JobRunner) -> JobQueue:
    """Make the queue."""
    url = broker_url(settings)
    return InProcessQueue(runner) if url is None else CeleryQueue(url)
