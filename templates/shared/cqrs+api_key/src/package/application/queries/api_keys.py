"""What can be asked about API keys."""

from dataclasses import dataclass
from uuid import UUID

from {{ package_name }}.application.ports.api_key_views import ApiKeyView, ApiKeyViews
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Page:
    """Some keys, and where the next ones begin."""

    items: list[ApiKeyView]
    next_cursor: UUID | None


{{ async_ }}def list_keys(uow: UnitOfWork[ApiKeyViews], limit: int, cursor: UUID | None) -> Page:
    """Return a page of keys, the newest first: those made before the one at the cursor."""
    {{ async_ }}with uow.reading() as views:
        keys = {{ await_ }}views.list_newest(limit + 1, cursor)
    return Page(keys[:limit], keys[limit - 1].id if len(keys) > limit else None)
