{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What reads API keys."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.security.key_hashes import KeyHashes
from {{ package_name }}.api_key_rules import (
    InvalidApiKeyError,
    caller_of,
    has_expired,
    key_id_of,
)
from {{ package_name }}.auth.models import ApiKey
from {{ package_name }}.callers import Caller


@dataclass(frozen=True)
class Page:
    """Some keys, and where the next ones begin."""

    items: list[ApiKey]
    next_cursor: UUID | None


{{ async_ }}def authenticate(database: Database, hashes: KeyHashes, key: str) -> Caller:
    """Return whom a key speaks for.

    Raises:
        InvalidApiKeyError: It does not work.
    """
    key_id = key_id_of(key)
    {{ async_ }}with database.reading() as session:
        api_key = {{ await_ }}session.get(ApiKey, key_id)
    matches = hashes.matches(key, api_key.key_hash if api_key else None)
    if api_key is None or not matches or has_expired(api_key.expires_at):
        raise InvalidApiKeyError
    return caller_of(api_key.id, api_key.scopes)


{{ async_ }}def list_keys(database: Database, limit: int, cursor: UUID | None) -> Page:
    """Return a page of keys, the newest first: those made before the one at the cursor."""
    found = select(ApiKey).order_by({{ col("ApiKey.id") }}.desc()).limit(limit + 1)
    if cursor is not None:
        found = found.where({{ col("ApiKey.id") }} < cursor)
    {{ async_ }}with database.reading() as session:
        keys = list({{ await_ }}session.scalars(found))
    return Page(keys[:limit], keys[limit - 1].id if len(keys) > limit else None)
