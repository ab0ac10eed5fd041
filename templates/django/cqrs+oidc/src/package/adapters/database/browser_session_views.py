"""Browser sessions as authentication sees them, read without the domain's class."""

from {{ package_name }}.adapters.database.browser_sessions import BrowserSessionRow
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.browser_session_views import BrowserSessionView
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now


class SqlBrowserSessionViews:
    """The sessions that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._rows = BrowserSessionRow.objects.using(session.alias)

    def get(self, token_hash: str) -> BrowserSessionView | None:
        """Return a session, unless it has expired."""
        row = self._rows.filter(token_hash=token_hash, expires_at__gt=utc_now()).first()
        if row is None:
            return None
        return BrowserSessionView(caller_id=row.caller_id, role=Role(row.role))
