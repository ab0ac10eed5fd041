"""What the use cases of browser sessions need of the outside."""

from typing import Protocol
from uuid import UUID

from {{ package_name }}.domain.browser_sessions import BrowserSession


class BrowserSessions(Protocol):
    """The sessions of all browsers."""

    def add(self, session: BrowserSession) -> None:
        """Store a new session."""

{% if architecture == "hexagonal" %}
    {{ async_ }}def get(self, token_hash: str) -> BrowserSession | None:
        """Return a session, unless it has expired."""

{% endif %}
    {{ async_ }}def delete(self, token_hash: str) -> None:
        """Delete a session, if there is one."""

    {{ async_ }}def delete_expired(self, caller_id: UUID) -> None:
        """Delete the sessions of a caller that have expired."""


class BrowserSessionStores(Protocol):
    """What a use case of browser sessions reads and writes in one transaction."""

    browser_sessions: BrowserSessions
