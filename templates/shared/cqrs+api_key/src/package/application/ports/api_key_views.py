"""API keys as they are shown, and where queries find them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ApiKeyView:
    """A key as admins see it, without its hash."""

    id: UUID
    name: str
    scopes: list[str]
    expires_at: datetime | None
    created_at: datetime


class ApiKeyViews(Protocol):
    """What queries read."""

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKeyView]:
        """Return so many keys, the newest first: those made before the one with an id."""
        ...
