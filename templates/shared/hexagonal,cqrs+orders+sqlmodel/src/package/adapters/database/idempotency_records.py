"""The table of idempotency keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base


class IdempotencyRecord(Base, table=True):
    """What a request with a key was, and which order it has placed."""

    __tablename__ = "idempotency_records"

    owner_id: UUID = Field(primary_key=True)
    key: str = Field(max_length=255, primary_key=True)
    request_hash: str = Field(max_length=64)
    response: str = Field(sa_type=Text)
    created_at: datetime
