"""Where the use cases of accounts find second factors."""

from typing import Protocol
from uuid import UUID

from {{ package_name }}.domain.second_factors import SecondFactor


class SecondFactors(Protocol):
    """The second factors of all accounts, of which each has one at most."""

    def add(self, factor: SecondFactor) -> None:
        """Store a new second factor, of an account that is locked."""

    {{ async_ }}def get(self, user_id: UUID) -> SecondFactor | None:
        """Return the second factor of an account."""

    {{ async_ }}def delete(self, factor: SecondFactor) -> None:
        """Delete a second factor."""
