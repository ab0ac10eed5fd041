"""The table of browser sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.callers import Role


class BrowserSession(Base):
    """A session, known by the hash of its token. It speaks for the caller that logged in."""

    __tablename__ = "browser_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    caller_id: Mapped[UUID] = mapped_column(index=True)
    role: Mapped[Role] = mapped_column(text_of(Role))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
