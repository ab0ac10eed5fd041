import pytest
from amqp.exceptions import NotFound

from {{ package_name }}.adapters.queue.broker import DELIVERIES, GIVEN_UP, QUEUE
from {{ package_name }}.adapters.queue.celery_queue import make_celery
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.settings import Settings

from tests.broker import broker_variables, empty_broker
from tests.contract.probe_jobs import PROBE_DELAYS
from tests.dead_jobs import dead_jobs
from tests.polling import until
from tests.processes import process

JOB = Job("leave_trace", {"path": "/dev/null", "text": "hello"}, "abc")


@pytest.fixture
def queue_settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings.model_copy(update=empty_broker(request))


def take_and_die(settings: Settings) -> bool:
    """Take a job and end without a word about it, as a worker does that is killed."""
    celery = make_celery(settings.broker_url or "")
    with celery.connection_for_read() as connection:
        return celery.amqp.queues[QUEUE](connection).get() is not None


def given_up(settings: Settings) -> int | None:
    """Count the jobs that RabbitMQ has given up; without the queue for them there is no number."""
    with make_celery(settings.broker_url or "").connection_for_read() as connection:
        try:
            queue = connection.default_channel.queue_declare(GIVEN_UP, passive=True)
        except NotFound:
            return None
        return int(queue.message_count)


{{ async_ }}def test_a_job_that_has_ended_too_many_workers_becomes_a_dead_letter(
    queue: JobQueue, queue_settings: Settings, request: pytest.FixtureRequest
) -> None:
    {{ await_ }}queue.enqueue(JOB)
    for _ in range(len(PROBE_DELAYS) + 1):
        {{ await_ }}until(lambda: take_and_die(queue_settings))

    request.getfixturevalue("worker")

    {{ async_ }}def is_dead() -> bool:
        return {{ await_ }}dead_jobs(queue_settings) == [JOB]

    {{ await_ }}until(is_dead)


{{ async_ }}def test_a_job_that_no_worker_lived_to_look_at_is_given_up(
    queue: JobQueue, queue_settings: Settings
) -> None:
    environment = {"ENVIRONMENT": "test", **broker_variables(queue_settings)}
    with process("-m", "{{ package_name }}", "worker", **environment):
        {{ await_ }}until(lambda: given_up(queue_settings) == 0)
    {{ await_ }}queue.enqueue(JOB)

    for _ in range(DELIVERIES + 1):
        {{ await_ }}until(lambda: take_and_die(queue_settings))

    {{ await_ }}until(lambda: given_up(queue_settings) == 1)
