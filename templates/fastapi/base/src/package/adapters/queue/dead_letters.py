"""The dead-letter list: jobs that wait for somebody to look at them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from {{ package_name }}.adapters.queue.models import DeadLetter
from {{ package_name }}.jobs import Job


def add(session: AsyncSession, job: Job, *, attempts: int, error: str) -> None:
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


async def all_of_them(session: AsyncSession) -> Sequence[DeadLetter]:
    """Return the list, oldest first."""
    return (await session.scalars(select(DeadLetter).order_by(DeadLetter.id))).all()


async def take(session: AsyncSession, letter_id: UUID) -> Job | None:
    """Take a job off the list, or return None when it is not there."""
    letter = await session.get(DeadLetter, letter_id, with_for_update=True)
    if letter is None:
        return None
    await session.delete(letter)
    return letter.to_job()
