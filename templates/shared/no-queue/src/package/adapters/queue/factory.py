"""Which queue the service uses: its own process."""

from {{ package_name }}.adapters.queue.in_process import InProcessQueue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import JobQueue
from {{ package_name }}.settings import Settings


def make_queue(_settings: Settings, runner: JobRunner) -> JobQueue:
    """Make the queue."""
    return InProcessQueue(runner)
