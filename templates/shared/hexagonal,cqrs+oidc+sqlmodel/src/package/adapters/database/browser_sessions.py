"""Browser sessions in their table."""

from datetime import datetime
from uuid import UUID

{% if architecture == "hexagonal" %}
from sqlalchemy import delete, select
{% else %}
from sqlalchemy import delete
{% endif %}
from sqlmodel import Field, col

from {{ package_name }}.adapters.database.base import Base, text_of
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.purging import purge_rows
from {{ package_name }}.application.ports.browser_sessions import BrowserSessions
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.browser_sessions import BrowserSession


class BrowserSessionRow(Base, table=True):
    """A session, known by the hash of its token."""

    __tablename__ = "browser_sessions"

    token_hash: str = Field(max_length=64, primary_key=True)
    caller_id: UUID = Field(index=True)
    role: Role = Field(sa_type=text_of(Role))
    expires_at: datetime = Field(index=True)


{% if architecture == "cqrs" %}
browser_sessions = Base.metadata.tables["browser_sessions"]


{% endif %}
class SqlBrowserSessions:
    """The sessions that a transaction sees. They do not change, so nothing watches them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: BrowserSession) -> None:
        """Store a new session."""
        self._session.add(
            BrowserSessionRow(
                token_hash=session.token_hash,
                caller_id=session.caller_id,
                role=session.role,
                expires_at=session.expires_at,
            )
        )

{% if architecture == "hexagonal" %}
    async def get(self, token_hash: str) -> BrowserSession | None:
        """Return a session, unless it has expired."""
        found = select(BrowserSessionRow).where(
            col(BrowserSessionRow.token_hash) == token_hash,
            col(BrowserSessionRow.expires_at) > utc_now(),
        )
        row = await self._session.scalar(found)
        if row is None:
            return None
        return BrowserSession(
            token_hash=row.token_hash,
            caller_id=row.caller_id,
            role=row.role,
            expires_at=row.expires_at,
        )

{% endif %}
    async def delete(self, token_hash: str) -> None:
        """Delete a session, if there is one."""
        known = col(BrowserSessionRow.token_hash) == token_hash
        await self._session.execute(delete(BrowserSessionRow).where(known))

    async def delete_expired(self, caller_id: UUID) -> None:
        """Delete the sessions of a caller that have expired."""
        expired = delete(BrowserSessionRow).where(
            col(BrowserSessionRow.caller_id) == caller_id,
            col(BrowserSessionRow.expires_at) <= utc_now(),
        )
        await self._session.execute(expired)

    async def purge(self, limit: int) -> int:
        """Delete up to so many that have expired and that nobody is at; return how many."""
        expired = col(BrowserSessionRow.expires_at) <= utc_now()
        return await purge_rows(self._session, BrowserSessionRow, expired, limit)


class SqlBrowserSessionStores:
    """What a use case of browser sessions reads and writes, on one session of the database."""

    def __init__(self, session: Session) -> None:
        self.browser_sessions: BrowserSessions = SqlBrowserSessions(session)
