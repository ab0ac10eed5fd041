"""Jobs in the process that asked for them: no broker to operate, but they do not outlive it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import structlog

from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job

JOBS_AT_ONCE = 2

log = structlog.get_logger(__name__)


class InProcessQueue:
    """Runs jobs in threads, a few at a time."""

    broker = False

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self._threads = ThreadPoolExecutor(JOBS_AT_ONCE, thread_name_prefix="jobs")
        self._lock = threading.Lock()
        # The jobs that wait for their next try, by an id that their timers know.
        self._waiting: dict[int, tuple[threading.Timer, Job, int]] = {}
        self._ids = count()
        self._closing = False

    def enqueue(self, job: Job) -> None:
        """Let a thread run the job."""
        self._threads.submit(self._run, job, 0)

    def ping(self) -> None:
        """Answer: there is nobody else to ask."""

    def close(self) -> None:
        """Let running jobs finish; those that wait for their next try become dead letters."""
        with self._lock:
            self._closing = True
            for timer, _, _ in self._waiting.values():
                timer.cancel()
        self._threads.shutdown()
        for _, job, retries in self._waiting.values():
            self._give_back(job, retries)

    def _run(self, job: Job, retries: int) -> None:
        delay = self._runner.run(job, retries)
        if delay is None:
            return
        with self._lock:
            number = next(self._ids)
            timer = threading.Timer(delay, self._run_again, [number])
            timer.daemon = True
            self._waiting[number] = (timer, job, retries + 1)
            if not self._closing:
                timer.start()

    def _run_again(self, number: int) -> None:
        with self._lock:
            if not self._closing:
                _, job, retries = self._waiting.pop(number)
                self._threads.submit(self._run, job, retries)

    def _give_back(self, job: Job, retries: int) -> None:
        try:
            self._runner.bury(job, retries, "given back when the process stopped")
        except Exception:
            log.exception("job_lost", job=job.name, arguments=job.arguments)
