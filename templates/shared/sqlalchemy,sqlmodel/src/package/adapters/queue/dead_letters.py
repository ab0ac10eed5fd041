{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""The dead-letter list: jobs that wait for somebody to look at them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.adapters.queue.models import DeadLetter
from {{ package_name }}.jobs import Job


def add(session: Session, job: Job, *, attempts: int, error: str) -> None:
    """Put a job on the list."""
    session.add(
        DeadLetter(
            job=job.name,
            arguments=job.arguments,
            request_id=job.request_id,
            attempts=attempts,
            error=error,
        )
    )


{{ async_ }}def bury(database: Database, job: Job, attempts: int, error: str) -> None:
    """Put a job on the list, in a transaction of its own."""
    {{ async_ }}with database.transaction() as session:
        add(session, job, attempts=attempts, error=error)


{{ async_ }}def all_of_them(session: Session) -> Sequence[DeadLetter]:
    """Return the list, oldest first."""
    return ({{ await_ }}session.scalars(select(DeadLetter).order_by({{ col("DeadLetter.id") }}))).all()


{{ async_ }}def take(session: Session, letter_id: UUID) -> Job | None:
    """Take a job off the list, or return None when it is not there."""
    letter = {{ await_ }}session.get(DeadLetter, letter_id, with_for_update=True)
    if letter is None:
        return None
    {{ await_ }}session.delete(letter)
    return letter.to_job()
