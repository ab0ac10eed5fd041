"""API keys."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from {{ package_name }}.clock import utc_now


@dataclass(eq=False, kw_only=True)
class ApiKey:
    """A key, of which only a hash is kept. Its id is also that of the caller it speaks for."""

    id: UUID
    name: str
    scopes: list[str]
    key_hash: str
    expires_at: datetime | None = None
    created_at: datetime = field(default_factory=utc_now)
