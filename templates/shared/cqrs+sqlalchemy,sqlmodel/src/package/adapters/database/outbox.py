{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""The outbox: jobs wait here for a relay, stored with the change that they follow from."""

{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable, Sequence
{% else %}
from collections.abc import Callable, Sequence
{% endif %}
from datetime import timedelta

from sqlalchemy import delete, select, update
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.adapters.database.outbox_messages import OutboxMessage
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job

__all__ = ["HandOver", "OutboxMessage", "SqlOutbox", "WaitingJobs"]

{% if framework == "fastapi" %}
HandOver = Callable[[Job], Awaitable[None]]
{% else %}
HandOver = Callable[[Job], None]
{% endif %}


class SqlOutbox:
    """Keeps jobs in a table until a relay has handed them over."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, job: Job) -> None:
        """Keep a job, if the transaction commits."""
        self._session.add(
            OutboxMessage(job=job.name, arguments=job.arguments, request_id=job.request_id)
        )


class WaitingJobs:
    """The outbox as relays see it: each takes rows that no other has locked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    {{ async_ }}def hand_over(self, limit: int, hand_over: HandOver) -> int:
        """Hand over some jobs that are due, the oldest first, and return how many.

        A row is deleted in the transaction that has locked it; what was handed over before a
        failure is not handed over again.

        Raises:
            QueueError: Not even the first of them was taken.
        """
        {{ async_ }}with self._database.transaction() as session:
            messages = {{ await_ }}_lock_due(session, limit)
            for sent, message in enumerate(messages):
                try:
                    {{ await_ }}hand_over(message.to_job())
                except QueueError:
                    if sent == 0:
                        raise
                    return sent
                {{ await_ }}session.delete(message)
        return len(messages)

    {{ async_ }}def lease(self, limit: int, lease: timedelta) -> Sequence[OutboxMessage]:
        """Take some jobs that are due; nobody else is given them before the lease is over."""
        {{ async_ }}with self._database.transaction() as session:
            messages = {{ await_ }}_lock_due(session, limit)
            for message in messages:
                message.due_at = utc_now() + lease
                message.attempts += 1
        return messages

    {{ async_ }}def finish(self, message: OutboxMessage, delay: int | None) -> None:
        """Forget a job that has ended, or make it due again after so many seconds."""
        row = {{ col("OutboxMessage.id") }} == message.id
        {{ async_ }}with self._database.transaction() as session:
            if delay is None:
                {{ await_ }}session.execute(delete(OutboxMessage).where(row))
            else:
                due_at = utc_now() + timedelta(seconds=delay)
                values = {"retries": message.retries + 1, "due_at": due_at}
                {{ await_ }}session.execute(update(OutboxMessage).where(row).values(values))


{{ async_ }}def _lock_due(session: Session, limit: int) -> Sequence[OutboxMessage]:
    """Lock the oldest jobs that are due and that nobody else has locked."""
    statement = (
        select(OutboxMessage)
        .where({{ col("OutboxMessage.due_at") }} <= utc_now())
        .order_by({{ col("OutboxMessage.due_at") }})
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return ({{ await_ }}session.scalars(statement)).all()
