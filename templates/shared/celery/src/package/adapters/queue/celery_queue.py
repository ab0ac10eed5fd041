"""Jobs over Celery: a broker keeps them, worker processes run them."""

{% if framework == "fastapi" %}
import asyncio

{% endif %}
from celery import Celery

from {{ package_name }}.adapters.queue.broker import REFUSALS, TIMEOUT, set_up_broker
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job

# One task runs every job by its name: Celery throws messages of tasks away that it does not know.
RUN_JOB = "{{ package_name }}.run_job"


def make_celery(broker_url: str) -> Celery:
    """Configure Celery so that a job is acknowledged only when it has ended."""
    app = Celery("{{ package_name }}", broker=broker_url)
    app.conf.update(
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=TIMEOUT,
        task_acks_late=True,
        task_ignore_result=True,
        task_reject_on_worker_lost=True,
        task_retry_on_worker_lost=True,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
    )
    set_up_broker(app, broker_url)
    return app


class CeleryQueue:
    """Sends each job to the broker."""

    broker = True

    def __init__(self, broker_url: str) -> None:
        self._app = make_celery(broker_url)

{% if framework == "fastapi" %}
    async def enqueue(self, job: Job) -> None:
        """Send the job, in a thread since the client blocks."""
        await asyncio.to_thread(self._send, job)

    def _send(self, job: Job) -> None:
{% else %}
    def enqueue(self, job: Job) -> None:
        """Send the job."""
{% endif %}
        try:
            self._app.send_task(
                RUN_JOB,
                kwargs={
                    "name": job.name,
                    "arguments": job.arguments,
                    "request_id": job.request_id,
                },
                shadow=job.name,
                # Where a broker confirms messages: that it has a queue for this one, and soon.
                mandatory=True,
                confirm_timeout=TIMEOUT,
            )
        except REFUSALS as error:
            raise QueueError(repr(error)) from error

{% if framework == "fastapi" %}
    async def ping(self) -> None:
        """Connect to the broker."""
        await asyncio.to_thread(self._connect)

    def _connect(self) -> None:
{% else %}
    def ping(self) -> None:
        """Connect to the broker."""
{% endif %}
        with self._app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=0, timeout=TIMEOUT)

    {{ async_ }}def close(self) -> None:
        """Close the connections to the broker."""
{% if framework == "fastapi" %}
        await asyncio.to_thread(self._app.close)
{% else %}
        self._app.close()
{% endif %}
