"""API keys in their table."""

from datetime import datetime
from typing import Any
from uuid import UUID

{% if architecture == "hexagonal" %}
from sqlalchemy import JSON, delete, select
{% else %}
from sqlalchemy import JSON, delete
{% endif %}
from sqlmodel import Field, col

from {{ package_name }}.adapters.database.base import Base
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.tracked import Tracked
from {{ package_name }}.domain.api_keys import ApiKey


class ApiKeyRow(Base, table=True):
    """A key."""

    __tablename__ = "api_keys"

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=100)
    scopes: list[str] = Field(sa_type=JSON)
    key_hash: str = Field(max_length=64)
    expires_at: datetime | None
    created_at: datetime


{% if architecture == "cqrs" %}
api_keys = Base.metadata.tables["api_keys"]


{% endif %}
class SqlApiKeys:
    """The keys that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tracked = Tracked(session, _write)

    def add(self, api_key: ApiKey) -> None:
        """Store a new key."""
        row = ApiKeyRow(**_columns(api_key))
        self._session.add(row)
        self._tracked.track(api_key, row)

    async def get(self, key_id: UUID) -> ApiKey | None:
        """Return a key."""
        self._tracked.flush()
        row = await self._session.get(ApiKeyRow, key_id)
        return None if row is None else self._tracked.track(_to_api_key(row), row)

    async def delete(self, key_id: UUID) -> bool:
        """Delete a key, and tell whether there was one."""
        row = col(ApiKeyRow.id) == key_id
        statement = delete(ApiKeyRow).where(row).returning(col(ApiKeyRow.id))
        return await self._session.scalar(statement) is not None

{% if architecture == "hexagonal" %}
    async def list_newest(self, limit: int, before: UUID | None) -> list[ApiKey]:
        """Return so many keys, the newest first: those made before the one with an id."""
        self._tracked.flush()
        found = select(ApiKeyRow).order_by(col(ApiKeyRow.id).desc()).limit(limit)
        if before is not None:
            found = found.where(col(ApiKeyRow.id) < before)
        rows = await self._session.scalars(found)
        return [self._tracked.track(_to_api_key(row), row) for row in rows]

{% endif %}

def _to_api_key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        scopes=row.scopes,
        key_hash=row.key_hash,
        expires_at=row.expires_at,
        created_at=row.created_at,
    )


def _columns(api_key: ApiKey) -> dict[str, Any]:
    return {
        "id": api_key.id,
        "name": api_key.name,
        "scopes": api_key.scopes,
        "key_hash": api_key.key_hash,
        "expires_at": api_key.expires_at,
        "created_at": api_key.created_at,
    }


def _write(api_key: ApiKey, row: ApiKeyRow) -> None:
    row.sqlmodel_update(_columns(api_key))
