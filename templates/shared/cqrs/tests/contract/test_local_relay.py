import pytest

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import (
    OutboxMessage,
    SqlOutbox,
    WaitingJobs,
)
from {{ package_name }}.adapters.queue.relay import LocalRelay
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.jobs import Job

from tests.concurrently import pause


class FlakyOutbox(WaitingJobs):
    """An outbox that is sometimes out of order."""

    down = False

    {{ async_ }}def finish(self, message: OutboxMessage, delay: int | None) -> None:
        """Forget a job, if there is somebody to do it."""
        if self.down:
            raise OSError
        {{ await_ }}super().finish(message, delay)


{{ async_ }}def bury(*_letter: object) -> None:
    raise AssertionError


{{ async_ }}def test_a_sweep_that_fails_leaves_no_job_running(database: Database) -> None:
    outbox = FlakyOutbox(database)
    ended = []

    {{ async_ }}def short() -> None:
        outbox.down = True
        {{ await_ }}pause(0)
        ended.append("short")

    {{ async_ }}def long() -> None:
        {{ await_ }}pause(0.1)
        ended.append("long")

    {{ async_ }}with database.transaction() as session:
        SqlOutbox(session).add(Job("long", {}))
        SqlOutbox(session).add(Job("short", {}))

    with pytest.raises(OSError):  # noqa: PT011 - it has no text
        {{ await_ }}LocalRelay(outbox, JobRunner({"short": short, "long": long}, bury)).sweep()

    assert ended == ["short", "long"]
