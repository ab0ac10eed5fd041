"""The broker that the tests send jobs through."""

import pytest

{% if broker_ == "rabbitmq" %}
from {{ package_name }}.adapters.queue.broker import GIVEN_UP, QUEUE
from {{ package_name }}.adapters.queue.celery_queue import make_celery
{% endif %}
from {{ package_name }}.settings import Settings
{% if broker_ == "rabbitmq" %}

from tests.conftest import service_url

SETTING = "broker_url"
NOBODY_THERE = "amqp://127.0.0.1:1"
# Where jobs of the tests wait for their next try; none of them waits for 16 seconds.
DELAYED = [f"celery_delayed_{level}" for level in range(4)]


def empty_broker(_request: pytest.FixtureRequest) -> dict[str, str]:
    """Empty the virtual host of the tests, and return the setting that names it."""
    url = service_url("TEST_RABBITMQ_URL")
    celery = make_celery(url)
    with celery.connection_for_write() as connection:
        queue = celery.amqp.queues[QUEUE](connection)
        queue.declare()
        queue.purge()
        for name in (GIVEN_UP, *DELAYED):
            connection.default_channel.queue_delete(name)
    return {SETTING: url}
{% else %}

SETTING = "redis_url"
NOBODY_THERE = "redis://127.0.0.1:1/0"


def empty_broker(request: pytest.FixtureRequest) -> dict[str, str]:
    """Empty the Redis of the tests, and return the setting that names it."""
    return {SETTING: request.getfixturevalue("redis_url")}
{% endif %}


def broker_variables(settings: Settings) -> dict[str, str]:
    """Return the environment in which a process uses the broker of these settings."""
    url = getattr(settings, SETTING)
    return {} if url is None else {SETTING.upper(): url}
