"""The use cases of API keys."""

from dataclasses import dataclass
from uuid import UUID

from {{ package_name }}.api_key_rules import (
    Grant,
    InvalidApiKeyError,
    caller_of,
    has_expired,
    key_id_of,
    new_key,
)
from {{ package_name }}.application.ports.api_keys import ApiKeys, KeyHashes
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.domain.api_keys import ApiKey
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.ids import new_id


@dataclass(frozen=True)
class Page:
    """Some keys, and where the next ones begin."""

    items: list[ApiKey]
    next_cursor: UUID | None


{% include "templates/shared/hexagonal,cqrs+api_key/_parts/api_key_commands.py" %}


{{ async_ }}def list_keys(uow: UnitOfWork[ApiKeys], limit: int, cursor: UUID | None) -> Page:
    """Return a page of keys, the newest first: those made before the one at the cursor."""
    {{ async_ }}with uow.reading() as api_keys:
        keys = {{ await_ }}api_keys.list_newest(limit + 1, cursor)
    return Page(keys[:limit], keys[limit - 1].id if len(keys) > limit else None)
