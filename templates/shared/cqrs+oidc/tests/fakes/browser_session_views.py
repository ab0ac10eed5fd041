from {{ package_name }}.application.ports.browser_session_views import BrowserSessionView
from {{ package_name }}.application.ports.browser_sessions import BrowserSessionStores

from tests.fakes.browser_sessions import InMemoryBrowserSessions


class InMemoryBrowserSessionViews:
    def __init__(self, stores: BrowserSessionStores) -> None:
        assert isinstance(stores.browser_sessions, InMemoryBrowserSessions)
        self._sessions = stores.browser_sessions

    {{ async_ }}def get(self, token_hash: str) -> BrowserSessionView | None:
        session = {{ await_ }}self._sessions.get(token_hash)
        if session is None:
            return None
        return BrowserSessionView(caller_id=session.caller_id, role=session.role)
