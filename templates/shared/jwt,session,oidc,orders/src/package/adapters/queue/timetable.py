"""A timetable of jobs, kept by the process that calls this."""

{% if framework == "fastapi" %}
import asyncio
{% else %}
import threading
{% endif %}
import time
from collections.abc import Mapping

import structlog

from {{ package_name }}.errors import QueueError
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job, JobQueue

log = structlog.get_logger(__name__)


{{ async_ }}def follow(
    timetable: Mapping[str, float],
    queue: JobQueue,
    stop: {{ "asyncio" if framework == "fastapi" else "threading" }}.Event,
) -> None:
    """Enqueue each job at once and then at its interval in seconds, until told to stop.

    Nothing is remembered from one process to the next.
    """
    due = dict.fromkeys(timetable, time.monotonic())
    while not stop.is_set():
        for name, at in due.items():
            if at <= time.monotonic():
                {{ await_ }}_enqueue(queue, name)
                due[name] = time.monotonic() + timetable[name]
        pause = max(0.0, min(due.values()) - time.monotonic())
{% if framework == "fastapi" %}
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue
{% else %}
        stop.wait(pause)
{% endif %}


{{ async_ }}def _enqueue(queue: JobQueue, name: str) -> None:
    """Enqueue a job under an id of its own, as no request has caused it."""
    job = Job(name, {}, str(new_id()))
    try:
        {{ await_ }}queue.enqueue(job)
    except QueueError as error:
        log.warning("job_not_enqueued", job=name, error=str(error))
    else:
        log.info("job_scheduled", job=name, request_id=job.request_id)
