"""API keys in their table."""

from uuid import UUID

{% if architecture == "hexagonal" %}
from sqlalchemy import JSON, Column, String, Table, Uuid, delete, select
{% else %}
from sqlalchemy import JSON, Column, String, Table, Uuid, delete
{% endif %}

from {{ package_name }}.adapters.database.base import Base, UtcDateTime
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.domain.api_keys import ApiKey

api_keys = Table(
    "api_keys",
    Base.metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("key_hash", String(64), nullable=False),
    Column("expires_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
)

Base.registry.map_imperatively(ApiKey, api_keys)


class SqlApiKeys:
    """The keys that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, api_key: ApiKey) -> None:
        """Store a new key."""
        self._session.add(api_key)

    {{ async_ }}def get(self, key_id: UUID) -> ApiKey | None:
        """Return a key."""
        return {{ await_ }}self._session.get(ApiKey, key_id)

    {{ async_ }}def delete(self, key_id: UUID) -> bool:
        """Delete a key, and tell whether there was one."""
        found = delete(ApiKey).where(api_keys.c.id == key_id).returning(api_keys.c.id)
        return {{ await_ }}self._session.scalar(found) is not None
{% if architecture == "hexagonal" %}

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKey]:
        """Return so many keys, the newest first: those made before the one with an id."""
        found = select(ApiKey).order_by(api_keys.c.id.desc()).limit(limit)
        if before is not None:
            found = found.where(api_keys.c.id < before)
        return list({{ await_ }}self._session.scalars(found))
{% endif %}
