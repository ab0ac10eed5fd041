"""Relays: they empty the outbox, into the queue or by running the jobs themselves.

Several may work at once, also in several processes: on PostgreSQL each takes rows that no other has
locked, on SQLite they take turns. A relay that dies leaves its rows for the next one, which hands
them over again: whoever runs a job must bear that it runs twice.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

import structlog

from {{ package_name }}.adapters.database.outbox import OutboxMessage, WaitingJobs
from {{ package_name }}.adapters.queue.in_process import JOBS_AT_ONCE
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import JobQueue

BATCH = 100
POLL_SECONDS = 0.25
# After a failure of the database or the broker.
PAUSE_SECONDS = 2.0
# For so long a running job has its row to itself; none takes that long.
LEASE = timedelta(seconds=60)

log = structlog.get_logger(__name__)


class Relay(Protocol):
    """Empties the outbox."""

    def sweep(self) -> int:
        """Take some jobs that are due, and return how many there were."""
        ...


class QueueRelay:
    """Hands jobs to the queue."""

    def __init__(self, waiting: WaitingJobs, queue: JobQueue) -> None:
        self._waiting = waiting
        self._queue = queue

    def sweep(self) -> int:
        """Hand over some jobs, and return how many; what the broker took is not sent again.

        Raises:
            QueueError: The broker does not take the first of them.
        """
        return self._waiting.hand_over(BATCH, self._queue.enqueue)


class LocalRelay:
    """Runs jobs in this process, where there is no broker. A row stays until its job has ended."""

    def __init__(self, waiting: WaitingJobs, runner: JobRunner) -> None:
        self._waiting = waiting
        self._runner = runner

    def sweep(self) -> int:
        """Run some jobs to their end, whatever fails meanwhile, and return how many."""
        messages = self._waiting.lease(JOBS_AT_ONCE, LEASE)
        with ThreadPoolExecutor(JOBS_AT_ONCE) as threads:
            endings = [threads.submit(self._run, message) for message in messages]
        for ending in endings:
            ending.result()
        return len(messages)

    def _run(self, message: OutboxMessage) -> None:
        # Attempts that nobody has recorded the end of.
        crashes = message.attempts - 1 - message.retries
        delay = self._runner.run(message.to_job(), message.retries, crashes)
        self._waiting.finish(message, delay)


def relay_until(stop: threading.Event, relay: Relay) -> None:
    """Sweep until told to stop; what a sweep has begun is finished."""
    while not stop.is_set():
        try:
            pause = 0.0 if relay.sweep() else POLL_SECONDS
        except Exception as error:  # noqa: BLE001 - the database or the broker, and they come back
            log.warning("relay_failed", error=repr(error))
            pause = PAUSE_SECONDS
        stop.wait(pause)


@contextmanager
def relaying(relay: Relay) -> Iterator[None]:
    """Relay in the background."""
    stop = threading.Event()
    # A daemon: an exit of the interpreter waits for other threads before anybody can tell them to
    # stop.
    thread = threading.Thread(
        target=relay_until,
        args=(stop, relay),
        name="relay",
        daemon=True,
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
