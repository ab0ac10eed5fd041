"""Browser sessions in their table."""

from uuid import UUID

{% if architecture == "hexagonal" %}
from sqlalchemy import Column, String, Table, Uuid, delete, select
{% else %}
from sqlalchemy import Column, String, Table, Uuid, delete
{% endif %}

from {{ package_name }}.adapters.database.base import Base, UtcDateTime, text_of
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.browser_sessions import BrowserSessions
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.browser_sessions import BrowserSession

browser_sessions = Table(
    "browser_sessions",
    Base.metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("caller_id", Uuid, nullable=False, index=True),
    Column("role", text_of(Role), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

Base.registry.map_imperatively(BrowserSession, browser_sessions)


class SqlBrowserSessions:
    """The sessions that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: BrowserSession) -> None:
        """Store a new session."""
        self._session.add(session)

{% if architecture == "hexagonal" %}
    {{ async_ }}def get(self, token_hash: str) -> BrowserSession | None:
        """Return a session, unless it has expired."""
        found = select(BrowserSession).where(
            browser_sessions.c.token_hash == token_hash,
            browser_sessions.c.expires_at > utc_now(),
        )
        return {{ await_ }}self._session.scalar(found)

{% endif %}
    {{ async_ }}def delete(self, token_hash: str) -> None:
        """Delete a session, if there is one."""
        known = browser_sessions.c.token_hash == token_hash
        {{ await_ }}self._session.execute(delete(BrowserSession).where(known))

    {{ async_ }}def delete_expired(self, caller_id: UUID) -> None:
        """Delete the sessions of a caller that have expired."""
        expired = delete(BrowserSession).where(
            browser_sessions.c.caller_id == caller_id,
            browser_sessions.c.expires_at <= utc_now(),
        )
        {{ await_ }}self._session.execute(expired)


class SqlBrowserSessionStores:
    """What a use case of browser sessions reads and writes, on one session of the database."""

    def __init__(self, session: Session) -> None:
        self.browser_sessions: BrowserSessions = SqlBrowserSessions(session)
