"""RabbitMQ as Celery's broker: a quorum queue for the jobs, and one for those it gives up."""

from amqp.exceptions import AMQPError, MessageNacked
from celery import Celery, bootsteps
from celery.worker.consumer import Consumer
from kombu.exceptions import OperationalError

from {{ package_name }}.settings import Settings

TIMEOUT = 2
VARIABLES = "BROKER_URL"
REFUSALS = (OperationalError, AMQPError, MessageNacked)
QUEUE = "{{ project_slug }}"
GIVEN_UP = "{{ project_slug }}-given-up"
# So often RabbitMQ takes a job back from workers that died before it gives the job up. The runner
# makes it a dead letter long before, unless it kills a worker before the runner has seen it.
DELIVERIES = 20
QUORUM = {"x-queue-type": "quorum"}
GIVING_UP = {
    "x-delivery-limit": DELIVERIES,
    "x-dead-letter-exchange": "",
    "x-dead-letter-routing-key": GIVEN_UP,
    # A job leaves its queue once the other one has it; RabbitMQ demands that overflow for it.
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


class DeclareGivenUp(bootsteps.StartStopStep):  # type: ignore[misc] # Celery ships no types
    """Makes the queue of the jobs that are given up, each time that a worker connects."""

    requires = ("celery.worker.consumer.connection:Connection",)

    def start(self, consumer: Consumer) -> None:
        """Declare it; where it is there already, nothing happens."""
        channel = consumer.connection.default_channel
        channel.queue_declare(GIVEN_UP, durable=True, auto_delete=False, arguments=QUORUM)


def broker_url(settings: Settings) -> str | None:
    """Return the broker's URL, if one is configured."""
    return settings.broker_url


def set_up_broker(app: Celery, url: str) -> None:
    """Tell Celery how to use the broker."""
    queue = {
        "exchange": QUEUE,
        # For this type Celery lets RabbitMQ delay what is to be tried later.
        "exchange_type": "topic",
        "routing_key": QUEUE,
        "queue_arguments": QUORUM | GIVING_UP,
    }
    app.conf.update(
        # Without a name to expect, any valid certificate would do.
        broker_use_ssl={"server_hostname": None} if url.startswith("amqps:") else None,
        broker_transport_options={"confirm_publish": True},
        task_queues={QUEUE: queue},
        task_default_queue=QUEUE,
        # A connection that was idle for long may be dead: the second try makes a new one.
        task_publish_retry_policy={"max_retries": 1, "interval_start": 0},
        worker_enable_remote_control=False,
    )
    app.steps["consumer"].add(DeclareGivenUp)
