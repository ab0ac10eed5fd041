"""The table of idempotency keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime


class IdempotencyRecord(Base):
    """What a request with a key was, and which order it has placed."""

    __tablename__ = "idempotency_records"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    response: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
