"""Browser sessions as authentication sees them, read without the domain's class."""

from sqlalchemy import select

from {{ package_name }}.adapters.database.browser_sessions import browser_sessions
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.browser_session_views import BrowserSessionView
from {{ package_name }}.clock import utc_now

COLUMNS = (browser_sessions.c.caller_id, browser_sessions.c.role)


class SqlBrowserSessionViews:
    """The sessions that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def get(self, token_hash: str) -> BrowserSessionView | None:
        """Return a session, unless it has expired."""
        found = select(*COLUMNS).where(
            browser_sessions.c.token_hash == token_hash,
            browser_sessions.c.expires_at > utc_now(),
        )
        row = ({{ await_ }}self._session.execute(found)).one_or_none()
        return row and BrowserSessionView(**row._asdict())
