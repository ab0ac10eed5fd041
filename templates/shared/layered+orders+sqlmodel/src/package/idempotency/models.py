"""The table of idempotency keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.clock import utc_now


class IdempotencyRecord(Base, table=True):
    """What a request with a key was, and what it was answered."""

    __tablename__ = "idempotency_records"

    owner_id: UUID = Field(primary_key=True)
    key: str = Field(max_length=255, primary_key=True)
    request_hash: str = Field(max_length=64)
    response: str = Field(default="", sa_type=Text)
    created_at: datetime = Field(default_factory=utc_now)
