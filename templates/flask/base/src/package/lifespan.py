"""What an application does besides answering, from its start to its end."""

from collections.abc import Iterator
from contextlib import contextmanager

{% if auth in ["none", "oidc"] %}
import structlog
{% endif %}
from flask import Flask

{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.queue.relay import relaying
{% endif %}
from {{ package_name }}.web.context import container_of
{% if auth in ["none", "oidc"] %}

log = structlog.get_logger(__name__)
{% endif %}


@contextmanager
def running(app: Flask) -> Iterator[None]:
    """Keep an application running; enter it in the process that serves, after any fork."""
{% for src in fragments["src/package/lifespan.py/at-start"] or [] %}
{% include src %}
{% endfor %}
    try:
{% if architecture == "cqrs" %}
        if container_of(app).queue.broker:
            yield
        else:
            with relaying(container_of(app).relay):
                yield
{% else %}
        yield
{% endif %}
    finally:
        container_of(app).close()
