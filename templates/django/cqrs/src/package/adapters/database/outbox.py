"""The outbox: jobs wait here for a relay, stored with the change that they follow from."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import models

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import QueueError
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job

HandOver = Callable[[Job], None]


class OutboxMessage(models.Model):
    """A job that nobody has taken yet, or that somebody has taken and not finished."""

    id = models.UUIDField(primary_key=True)
    job = models.CharField(max_length=100)
    arguments = models.JSONField()
    request_id = models.CharField(max_length=128)
    attempts = models.IntegerField(default=0)
    retries = models.IntegerField(default=0)
    due_at = models.DateTimeField()

    class Meta:
        """The table's name, and what finds its rows."""

        db_table = "outbox"
        indexes = (models.Index(fields=["due_at"], name="ix_outbox_due_at"),)

    def __str__(self) -> str:
        """Name the row."""
        return self.job

    def to_job(self) -> Job:
        """Make the job, as the change has asked for it."""
        return Job(self.job, self.arguments, self.request_id)


class SqlOutbox:
    """Keeps jobs in a table until a relay has handed them over."""

    def __init__(self, session: Session) -> None:
        self._rows = OutboxMessage.objects.using(session.alias)

    def add(self, job: Job) -> None:
        """Keep a job, if the transaction commits."""
        self._rows.create(
            id=new_id(),
            job=job.name,
            arguments=job.arguments,
            request_id=job.request_id,
            due_at=utc_now(),
        )


class WaitingJobs:
    """The outbox as relays see it: each takes rows that no other has locked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hand_over(self, limit: int, hand_over: HandOver) -> int:
        """Hand over some jobs that are due, the oldest first, and return how many.

        A row is deleted in the transaction that has locked it; what was handed over before a
        failure is not handed over again.

        Raises:
            QueueError: Not even the first of them was taken.
        """
        with self._database.transaction() as session:
            messages = _lock_due(session, limit)
            for sent, message in enumerate(messages):
                try:
                    hand_over(message.to_job())
                except QueueError:
                    if sent == 0:
                        raise
                    return sent
                message.delete()
        return len(messages)

    def lease(self, limit: int, lease: timedelta) -> Sequence[OutboxMessage]:
        """Take some jobs that are due; nobody else is given them before the lease is over."""
        with self._database.transaction() as session:
            messages = _lock_due(session, limit)
            for message in messages:
                message.due_at = utc_now() + lease
                message.attempts += 1
                message.save()
        return messages

    def finish(self, message: OutboxMessage, delay: int | None) -> None:
        """Forget a job that has ended, or make it due again after so many seconds."""
        with self._database.transaction() as session:
            row = OutboxMessage.objects.using(session.alias).filter(id=message.id)
            if delay is None:
                row.delete()
            else:
                due_at = utc_now() + timedelta(seconds=delay)
                row.update(retries=message.retries + 1, due_at=due_at)


def _lock_due(session: Session, limit: int) -> Sequence[OutboxMessage]:
    """Lock the oldest jobs that are due and that nobody else has locked."""
    due = OutboxMessage.objects.using(session.alias).filter(due_at__lte=utc_now())
    return list(due.select_for_update(skip_locked=True).order_by("due_at")[:limit])
