"""The worker: a Celery process that runs jobs."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
import functools
import logging

from celery import Celery, Task

from {{ package_name }}.adapters.queue.broker import VARIABLES, broker_url
from {{ package_name }}.adapters.queue.celery_queue import RUN_JOB, make_celery
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings

# A header that says how often the runner has asked for another try.
TRIES = "tries"
SECONDS_AFTER_CRASH = 5


def run_worker(settings: Settings) -> None:
    """Run jobs until stopped: a first SIGTERM finishes what runs, and gives the rest back."""
    url = broker_url(settings)
    if url is None:
        print(f"No {VARIABLES} is set: jobs run in the web process.")  # noqa: T201 - for people
        return
    # The runner logs each job with the id of the request that caused it.
    for name in ("celery.worker.strategy", "celery.app.trace"):
        logging.getLogger(name).setLevel(logging.WARNING)
    arguments = ["--quiet", "worker", "--without-mingle", "--without-gossip"]
    make_worker(settings, url).worker_main([*arguments, "--loglevel", settings.log_level])


def make_worker(settings: Settings, url: str) -> Celery:
    """Make a Celery application with the task that runs jobs."""

{% if framework == "fastapi" %}
    # An event loop does not survive a fork: each process makes its own at its first job.
    @functools.cache
    def process() -> tuple[asyncio.Runner, JobRunner]:
        return asyncio.Runner(), make_container(settings).runner

{% else %}
    # Connections do not survive a fork: each process makes its own at its first job.
    @functools.cache
    def process_runner() -> JobRunner:
        return make_container(settings).runner

{% endif %}
    def run(task: Task, name: str, arguments: dict[str, str], request_id: str) -> None:
{% if framework == "fastapi" %}
        loop, runner = process()
{% endif %}
        headers = task.request.headers or {}
        tries = headers.get(TRIES, 0)
        # Celery itself retries a job only when it has killed its process.
        crashes = task.request.retries - tries
{% if broker_ == "rabbitmq" %}
        # RabbitMQ counts how often it took the job back because its whole worker was gone.
        crashes += headers.get("x-delivery-count", 0)
{% endif %}
        job = Job(name, arguments, request_id)
{% if framework == "fastapi" %}
        delay = loop.run(runner.run(job, tries, crashes))
{% else %}
        delay = process_runner().run(job, tries, crashes)
{% endif %}
        if delay is not None:
            raise task.retry(countdown=delay, headers={TRIES: tries + 1})

    app = make_celery(url)
    options = {"max_retries": None, "default_retry_delay": SECONDS_AFTER_CRASH}
    app.task(run, name=RUN_JOB, bind=True, **options)
    return app
