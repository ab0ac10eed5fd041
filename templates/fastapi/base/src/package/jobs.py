"""The queue port: how a feature asks for a job."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

# Called with what the composition root gives it, and with the job's arguments by name.
JobFunction = Callable[..., Awaitable[None]]


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

    async def enqueue(self, job: Job) -> None:
        """Hand a job over.

        Raises:
            QueueError: The broker did not take it.
        """

    async def ping(self) -> None:
        """Ask the broker for an answer; raise when there is none."""

    async def close(self) -> None:
        """Finish or give back what has been taken, and close connections."""
