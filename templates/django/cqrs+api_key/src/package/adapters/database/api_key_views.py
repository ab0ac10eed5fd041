"""API keys as they are shown, read from the table without the domain's class."""

from uuid import UUID

from {{ package_name }}.adapters.database.api_keys import ApiKeyRow
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.application.ports.api_key_views import ApiKeyView

COLUMNS = ("id", "name", "scopes", "expires_at", "created_at")


class SqlApiKeyViews:
    """The keys that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._rows = ApiKeyRow.objects.using(session.alias)

    def list_newest(self, limit: int, before: UUID | None) -> list[ApiKeyView]:
        """Return so many keys, the newest first: those made before the one with an id."""
        found = self._rows.order_by("-id")
        if before is not None:
            found = found.filter(id__lt=before)
        return [ApiKeyView(**row) for row in found.values(*COLUMNS)[:limit]]
