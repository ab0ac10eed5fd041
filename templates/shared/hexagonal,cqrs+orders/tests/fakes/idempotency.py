from uuid import UUID

from {{ package_name }}.application.ports.orders import (
    KEY_LIFE,
    Claim,
    IdempotencyKey,
    IdempotencyKeyReusedError,
)
from {{ package_name }}.clock import utc_now


class InMemoryIdempotencyKeys:
    def __init__(self) -> None:
        self._claims: dict[tuple[UUID, str], tuple[str, Claim]] = {}

    {{ async_ }}def claim(self, owner_id: UUID, key: IdempotencyKey, claim: Claim) -> Claim:
        name = (owner_id, key.name)
        request, first = self._claims.get(name, (key.request, claim))
        if first.claimed_at < utc_now() - KEY_LIFE:
            request, first = key.request, claim
        if request != key.request:
            raise IdempotencyKeyReusedError
        self._claims[name] = request, first
        return first

    {{ async_ }}def purge(self, limit: int) -> int:
        end = utc_now() - KEY_LIFE
        expired = [name for name, (_, claim) in self._claims.items() if claim.claimed_at < end]
        for name in expired[:limit]:
            del self._claims[name]
        return len(expired[:limit])
