"""Jobs over RQ: Redis keeps them, worker processes run them."""

{% if framework == "fastapi" %}
import asyncio

{% endif %}
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Retry

from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job

QUEUE_NAME = "{{ project_slug }}"
# Named, not imported: the worker module builds the whole service, and so lies above this one.
RUN_JOB = "{{ package_name }}.worker.run_job"
TIMEOUT = 2
# Seconds. At once would fail for a job whose worker had died before: for a minute RQ knows of that
# first run and cannot delete it, and takes the job for one that failed.
FORGET_DONE_AFTER = 120
# When a job is run again whose process died under it; the last few are for putting it on the
# dead-letter list. Failures are the runner's business.
AFTER_CRASHES = Retry(max=len(RETRY_DELAYS) + 3, interval=[*RETRY_DELAYS, 0, 0, 0])


def connect(redis_url: str) -> Redis:
    """Make a client of the Redis that keeps the jobs."""
    return Redis.from_url(redis_url, socket_connect_timeout=TIMEOUT)


class RqQueue:
    """Puts each job on a list in Redis."""

    broker = True

    def __init__(self, redis_url: str) -> None:
        self._redis = Redis.from_url(
            redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT
        )
        self._queue = Queue(QUEUE_NAME, connection=self._redis)

{% if framework == "fastapi" %}
    async def enqueue(self, job: Job) -> None:
        """Put the job on the list, in a thread since the client blocks."""
        await asyncio.to_thread(self._put, job)

    def _put(self, job: Job) -> None:
{% else %}
    def enqueue(self, job: Job) -> None:
        """Put the job on the list."""
{% endif %}
        try:
            self._queue.enqueue(
                RUN_JOB,
                kwargs={
                    "name": job.name,
                    "arguments": job.arguments,
                    "request_id": job.request_id,
                },
                description=job.name,
                retry=AFTER_CRASHES,
                result_ttl=FORGET_DONE_AFTER,
            )
        except RedisError as error:
            raise QueueError(str(error)) from error

    {{ async_ }}def ping(self) -> None:
        """Ask Redis for an answer."""
{% if framework == "fastapi" %}
        await asyncio.to_thread(self._redis.ping)
{% else %}
        self._redis.ping()
{% endif %}

    {{ async_ }}def close(self) -> None:
        """Close the connections to Redis."""
{% if framework == "fastapi" %}
        await asyncio.to_thread(self._redis.close)
{% else %}
        self._redis.close()
{% endif %}
