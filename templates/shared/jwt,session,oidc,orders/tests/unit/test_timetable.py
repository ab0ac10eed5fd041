{% if framework == "fastapi" %}
import asyncio
{% else %}
import threading
{% endif %}

from {{ package_name }}.adapters.queue.timetable import follow
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job

SOON, LATER = 0.01, 60


class StoppingQueue:
    """Takes so many jobs and then tells whoever enqueues them to stop; the first it may refuse."""

    broker = True

    def __init__(self, jobs: int, *, refuses: bool = False) -> None:
        self.jobs: list[Job] = []
        self.stop = {{ "asyncio" if framework == "fastapi" else "threading" }}.Event()
        self._left = jobs
        self._refuses = refuses

    {{ async_ }}def enqueue(self, job: Job) -> None:
        if self._refuses:
            self._refuses = False
            raise QueueError
        self.jobs.append(job)
        self._left -= 1
        if not self._left:
            self.stop.set()

    {{ async_ }}def ping(self) -> None:
        """Answer."""

    {{ async_ }}def close(self) -> None:
        """Close nothing."""


{{ async_ }}def test_each_job_is_enqueued_at_the_start() -> None:
    queue = StoppingQueue(2)

    {{ await_ }}follow({"a": LATER, "b": LATER}, queue, queue.stop)

    assert [job.name for job in queue.jobs] == ["a", "b"]


{{ async_ }}def test_a_job_is_enqueued_again_after_its_interval() -> None:
    queue = StoppingQueue(4)

    {{ await_ }}follow({"a": LATER, "b": SOON}, queue, queue.stop)

    assert [job.name for job in queue.jobs] == ["a", "b", "b", "b"]


{{ async_ }}def test_each_run_has_an_id_of_its_own() -> None:
    queue = StoppingQueue(3)

    {{ await_ }}follow({"a": SOON}, queue, queue.stop)

    assert len({job.request_id for job in queue.jobs} - {""}) == 3


{{ async_ }}def test_a_broker_that_is_down_does_not_end_the_schedule() -> None:
    queue = StoppingQueue(1, refuses=True)

    {{ await_ }}follow({"a": SOON}, queue, queue.stop)

    assert [job.name for job in queue.jobs] == ["a"]
