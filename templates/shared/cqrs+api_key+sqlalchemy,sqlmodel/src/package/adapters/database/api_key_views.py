"""API keys as they are shown, read from the table without the domain's class."""

from uuid import UUID

from sqlalchemy import select

from {{ package_name }}.adapters.database.api_keys import api_keys
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.api_key_views import ApiKeyView

COLUMNS = (
    api_keys.c.id,
    api_keys.c.name,
    api_keys.c.scopes,
    api_keys.c.expires_at,
    api_keys.c.created_at,
)


class SqlApiKeyViews:
    """The keys that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKeyView]:
        """Return so many keys, the newest first: those made before the one with an id."""
        found = select(*COLUMNS).order_by(api_keys.c.id.desc()).limit(limit)
        if before is not None:
            found = found.where(api_keys.c.id < before)
        return [ApiKeyView(**row._asdict()) for row in {{ await_ }}self._session.execute(found)]
