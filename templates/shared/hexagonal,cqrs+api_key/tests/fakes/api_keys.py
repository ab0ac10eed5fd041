from uuid import UUID

from {{ package_name }}.domain.api_keys import ApiKey


class PlainKeyHashes:
    """Hashes that hide nothing; counts the comparisons, which must not tell known from unknown."""

    def __init__(self) -> None:
        self.comparisons = 0

    def hash(self, key: str) -> str:
        return f"hash of {key}"

    def matches(self, key: str, key_hash: str | None) -> bool:
        self.comparisons += 1
        return key_hash == self.hash(key)


class InMemoryApiKeys:
    def __init__(self) -> None:
        self._keys: dict[UUID, ApiKey] = {}

    def add(self, api_key: ApiKey) -> None:
        self._keys[api_key.id] = api_key

    {{ async_ }}def get(self, key_id: UUID) -> ApiKey | None:
        return self._keys.get(key_id)

    {{ async_ }}def delete(self, key_id: UUID) -> bool:
        return self._keys.pop(key_id, None) is not None

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKey]:
        keys = sorted(self._keys.values(), key=lambda key: key.id, reverse=True)
        return [key for key in keys if before is None or key.id < before][:limit]
