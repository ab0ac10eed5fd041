"""The dead-letter list: jobs that wait for somebody to look at them."""

from collections.abc import Sequence
from uuid import UUID

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.adapters.queue.models import DeadLetter
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job


def add(session: Session, job: Job, *, attempts: int, error: str) -> None:
    """Put a job on the list."""
    DeadLetter.objects.using(session.alias).create(
        id=new_id(),
        job=job.name,
        arguments=job.arguments,
        request_id=job.request_id,
        attempts=attempts,
        error=error,
        failed_at=utc_now(),
    )


def bury(database: Database, job: Job, attempts: int, error: str) -> None:
    """Put a job on the list, in a transaction of its own."""
    with database.transaction() as session:
        add(session, job, attempts=attempts, error=error)


def all_of_them(session: Session) -> Sequence[DeadLetter]:
    """Return the list, oldest first."""
    return list(DeadLetter.objects.using(session.alias).order_by("id"))


def take(session: Session, letter_id: UUID) -> Job | None:
    """Take a job off the list, or return None when it is not there."""
    letters = DeadLetter.objects.using(session.alias).select_for_update()
    letter = letters.filter(id=letter_id).first()
    if letter is None:
        return None
    letter.delete()
    return letter.to_job()
