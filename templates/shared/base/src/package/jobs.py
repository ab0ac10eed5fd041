"""The queue port: how a feature asks for a job."""

{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}
from dataclasses import dataclass, field
from typing import Protocol

import structlog

# Called with what the composition root gives it, and with the job's arguments by name.
{% if framework == "fastapi" %}
JobFunction = Callable[..., Awaitable[None]]
{% else %}
JobFunction = Callable[..., None]
{% endif %}


def _current_request_id() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


@dataclass(frozen=True)
class Job:
    """A job by its name, with the ids it works on, and the request that caused it."""

    name: str
    arguments: dict[str, str]
    request_id: str = field(default_factory=_current_request_id)


class JobQueue(Protocol):
    """Takes jobs, to run them soon after."""

    broker: bool
    """Whether jobs go through a broker, to worker processes."""

    {{ async_ }}def enqueue(self, job: Job) -> None:
        """Hand a job over.

        Raises:
            QueueError: The broker did not take it.
        """

    {{ async_ }}def ping(self) -> None:
        """Ask the broker for an answer; raise when there is none."""

    {{ async_ }}def close(self) -> None:
        """Finish or give back what has been taken, and close connections."""
