"""The table of dead letters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Text
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job


class DeadLetter(Base, table=True):
    """A job that has failed for the last time, or that its process had to give back."""

    __tablename__ = "dead_letters"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    job: str = Field(max_length=100)
    arguments: dict[str, str] = Field(sa_type=JSON)
    request_id: str = Field(max_length=128)
    attempts: int
    error: str = Field(sa_type=Text)
    failed_at: datetime = Field(default_factory=utc_now)

    def to_job(self) -> Job:
        """Make the job again, as it was enqueued."""
        return Job(self.job, self.arguments, self.request_id)
