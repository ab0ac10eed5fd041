from uuid import UUID

from {{ package_name }}.domain.second_factors import SecondFactor


class InMemorySecondFactors:
    def __init__(self) -> None:
        self._factors: dict[UUID, SecondFactor] = {}

    def add(self, factor: SecondFactor) -> None:
        self._factors[factor.user_id] = factor

    {{ async_ }}def get(self, user_id: UUID) -> SecondFactor | None:
        return self._factors.get(user_id)

    {{ async_ }}def delete(self, factor: SecondFactor) -> None:
        del self._factors[factor.user_id]


class TransparentBox:
    """Seals nothing; names the key in front of the secret, so that a new one shows."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys

    def seal(self, secret: bytes) -> str:
        return f"{self._keys[0]}:{secret.hex()}"

    def open(self, sealed: str) -> bytes | None:
        key, _, secret = sealed.partition(":")
        return bytes.fromhex(secret) if key in self._keys else None
