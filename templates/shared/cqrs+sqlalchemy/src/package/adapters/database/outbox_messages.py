"""The table of the outbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job


class OutboxMessage(Base):
    """A job that nobody has taken yet, or that somebody has taken and not finished."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due_at", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    job: Mapped[str] = mapped_column(String(100))
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    request_id: Mapped[str] = mapped_column(String(128))
    attempts: Mapped[int] = mapped_column(default=0)
    retries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    def to_job(self) -> Job:
        """Make the job, as the change has asked for it."""
        return Job(self.job, self.arguments, self.request_id)
