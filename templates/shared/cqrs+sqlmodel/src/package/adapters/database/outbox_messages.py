"""The table of the outbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job


class OutboxMessage(Base, table=True):
    """A job that nobody has taken yet, or that somebody has taken and not finished."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due_at", "due_at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    job: str = Field(max_length=100)
    arguments: dict[str, str] = Field(sa_type=JSON)
    request_id: str = Field(max_length=128)
    attempts: int = 0
    retries: int = 0
    due_at: datetime = Field(default_factory=utc_now)

    def to_job(self) -> Job:
        """Make the job, as the change has asked for it."""
        return Job(self.job, self.arguments, self.request_id)
