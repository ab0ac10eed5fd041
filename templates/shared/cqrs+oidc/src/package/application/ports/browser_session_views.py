"""Browser sessions as authentication sees them, and where queries find them."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from {{ package_name }}.callers import Role


@dataclass(frozen=True, kw_only=True)
class BrowserSessionView:
    """Whom a session speaks for."""

    caller_id: UUID
    role: Role


class BrowserSessionViews(Protocol):
    """What queries read."""

    {{ async_ }}def get(self, token_hash: str) -> BrowserSessionView | None:
        """Return a session, unless it has expired."""
