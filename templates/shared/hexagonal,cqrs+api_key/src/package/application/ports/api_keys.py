"""What the use cases of API keys need of the outside."""

from typing import Protocol
from uuid import UUID

from {{ package_name }}.domain.api_keys import ApiKey


class KeyHashes(Protocol):
    """Hashes keys."""

    def hash(self, key: str) -> str:
        """Hash a new key."""
        ...

    def matches(self, key: str, key_hash: str | None) -> bool:
        """Compare a key with a hash, or with nothing, in the same time."""
        ...


class ApiKeys(Protocol):
    """The keys."""

    def add(self, api_key: ApiKey) -> None:
        """Store a new key."""

    {{ async_ }}def get(self, key_id: UUID) -> ApiKey | None:
        """Return a key."""

    {{ async_ }}def delete(self, key_id: UUID) -> bool:
        """Delete a key, and tell whether there was one."""
        ...
{% if architecture == "hexagonal" %}

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKey]:
        """Return so many keys, the newest first: those made before the one with an id."""
        ...
{% endif %}
