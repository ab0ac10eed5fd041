from uuid import UUID

from {{ package_name }}.application.ports.browser_sessions import BrowserSessions
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.browser_sessions import BrowserSession


class InMemoryBrowserSessions:
    def __init__(self) -> None:
        self._sessions: dict[str, BrowserSession] = {}

    def add(self, session: BrowserSession) -> None:
        self._sessions[session.token_hash] = session

    {{ async_ }}def get(self, token_hash: str) -> BrowserSession | None:
        session = self._sessions.get(token_hash)
        return session if session is not None and session.expires_at > utc_now() else None

    {{ async_ }}def delete(self, token_hash: str) -> None:
        self._sessions.pop(token_hash, None)

    {{ async_ }}def delete_expired(self, caller_id: UUID) -> None:
        now = utc_now()
        self._sessions = {
            token_hash: session
            for token_hash, session in self._sessions.items()
            if session.caller_id != caller_id or session.expires_at > now
        }


class InMemoryBrowserSessionStores:
    def __init__(self) -> None:
        self.browser_sessions: BrowserSessions = InMemoryBrowserSessions()
