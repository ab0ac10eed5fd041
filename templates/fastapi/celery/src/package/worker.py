"""The worker: a Celery process that runs jobs."""

import asyncio
import functools
from typing import Any

from celery import Celery, Task

from {{ package_name }}.bootstrap import JOBS, make_runner
from {{ package_name }}.database.engine import Database
from {{ package_name }}.jobs.celery_queue import REQUEST_ID, make_celery
from {{ package_name }}.jobs.queue import Job
from {{ package_name }}.jobs.queues import broker_url
from {{ package_name }}.jobs.runner import JobRunner
from {{ package_name }}.settings import Settings


def run_worker(settings: Settings) -> None:
    """Run jobs until stopped: a first SIGTERM finishes what runs, and gives the rest back."""
    url = broker_url(settings)
    if url is None:
        print("No BROKER_URL or REDIS_URL is set: jobs run in the web process.")  # noqa: T201 - for people
        return
    worker = make_worker(settings, url)
    worker.worker_main(
        ["worker", "--loglevel", settings.log_level, "--without-mingle", "--without-gossip"]
    )


def make_worker(settings: Settings, url: str) -> Celery:
    """Make a Celery application that has every job as a task."""

    # Each process of the worker makes its own at its first job: an event loop does not survive a fork.
    @functools.cache
    def process() -> tuple[asyncio.Runner, JobRunner]:
        return asyncio.Runner(), make_runner(settings, Database(settings.database_url))

    def add_task(name: str) -> None:
        @app.task(name=name, bind=True, max_retries=None)
        def run(task: Task, **arguments: str) -> None:  # type: ignore[type-arg] # not generic at run time
            loop, runner = process()
            job = Job(name, arguments, task.request.headers.get(REQUEST_ID, ""))
            delay = loop.run(runner.run(job, task.request.retries))
            if delay is not None:
                raise task.retry(countdown=delay)

    app = make_celery(url)
    for name in JOBS:
        add_task(name)
    return app
