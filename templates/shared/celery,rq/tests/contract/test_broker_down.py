import pytest

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.settings import Settings

from tests.broker import NOBODY_THERE, SETTING


@pytest.fixture
def queue(settings: Settings) -> JobQueue:
    """Make a queue whose broker is not there."""
    return make_container(settings.model_copy(update={SETTING: NOBODY_THERE})).queue


{{ async_ }}def test_a_job_that_nobody_takes_is_a_queue_error(queue: JobQueue) -> None:
    with pytest.raises(QueueError):
        {{ await_ }}queue.enqueue(Job("leave_trace", {}))


{{ async_ }}def test_a_ping_fails(queue: JobQueue) -> None:
    with pytest.raises(Exception, match="refused"):
        {{ await_ }}queue.ping()
