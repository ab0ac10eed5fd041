"""The table of dead letters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job


class DeadLetter(Base):
    """A job that has failed for the last time, or that its process had to give back."""

    __tablename__ = "dead_letters"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    job: Mapped[str] = mapped_column(String(100))
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    request_id: Mapped[str] = mapped_column(String(128))
    attempts: Mapped[int]
    error: Mapped[str] = mapped_column(Text)
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    def to_job(self) -> Job:
        """Make the job again, as it was enqueued."""
        return Job(self.job, self.arguments, self.request_id)
