"""Redis as Celery's broker."""

from celery import Celery
from kombu.exceptions import OperationalError

from {{ package_name }}.settings import Settings

TIMEOUT = 2
# A job whose worker died is delivered again after this time; none takes that long.
VISIBILITY_TIMEOUT = 60
VARIABLES = "BROKER_URL or REDIS_URL"
REFUSALS = (OperationalError,)


def broker_url(settings: Settings) -> str | None:
    """Return the broker's URL, if one is configured."""
    return settings.broker_url or settings.redis_url


def set_up_broker(app: Celery, _url: str) -> None:
    """Tell Celery how to use the broker."""
    app.conf.update(
        broker_transport_options={
            "visibility_timeout": VISIBILITY_TIMEOUT,
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
        },
        task_publish_retry=False,
    )
