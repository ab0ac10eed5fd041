"""What an application does besides answering, from its start to its end."""

from collections.abc import Iterator
from contextlib import contextmanager

{% if auth == "none" %}
import structlog

{% endif %}
{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.queue.relay import relaying
{% endif %}
from {{ package_name }}.web.application import Application
{% if auth == "none" %}

log = structlog.get_logger(__name__)
{% endif %}


@contextmanager
def running(app: Application) -> Iterator[None]:
    """Keep an application running; enter it in the process that serves, after any fork."""
{% if auth == "none" %}
    log.warning("no_authentication", detail="Every caller may do everything.")
{% endif %}
    try:
{% if architecture == "cqrs" %}
        if app.container.queue.broker:
            yield
        else:
            with relaying(app.container.relay):
                yield
{% else %}
        yield
{% endif %}
    finally:
        app.container.close()
