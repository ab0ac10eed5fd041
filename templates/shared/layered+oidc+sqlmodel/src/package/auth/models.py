"""The table of browser sessions."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.callers import Role


class BrowserSession(Base, table=True):
    """A session, known by the hash of its token. It speaks for the caller that logged in."""

    __tablename__ = "browser_sessions"

    token_hash: str = Field(max_length=64, primary_key=True)
    caller_id: UUID = Field(index=True)
    role: Role = Field(sa_type=text_of(Role))
    expires_at: datetime
