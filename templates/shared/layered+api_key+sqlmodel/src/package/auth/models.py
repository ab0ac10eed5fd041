"""The table of API keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.clock import utc_now


class ApiKey(Base, table=True):
    """A key, of which only a hash is stored. Its id is also that of the caller it speaks for."""

    __tablename__ = "api_keys"

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=100)
    scopes: list[str] = Field(sa_type=JSON)
    key_hash: str = Field(max_length=64)
    expires_at: datetime | None = None
    created_at: datetime = Field(default_factory=utc_now)
