"""What an application does besides answering, from its start to its end."""

from collections.abc import Iterator
from contextlib import contextmanager

{% if auth in ["none", "oidc"] %}
import structlog

{% endif %}
{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.queue.relay import relaying
{% endif %}
from {{ package_name }}.web.application import Application
{% if auth in ["none", "oidc"] %}

log = structlog.get_logger(__name__)
{% endif %}


@contextmanager
def running(app: Application) -> Iterator[None]:
    """Keep an application running; enter it in the process that serves, after any fork."""
{% for src in fragments["src/package/lifespan.py/at-start"] or [] %}
{% include src %}
{% endfor %}
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
