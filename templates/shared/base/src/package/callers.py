"""Callers, their roles and their scopes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Scope(StrEnum):
    """A kind of action that a caller may be allowed."""

    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    ORDERS_ADMIN = "orders:admin"


class Role(StrEnum):
    """What an account is."""

    USER = "user"
    ADMIN = "admin"


SCOPES = {
    Role.USER: frozenset({Scope.ORDERS_READ, Scope.ORDERS_WRITE}),
    Role.ADMIN: frozenset(Scope),
}


@dataclass(frozen=True)
class Caller:
    """Whoever sent the request."""

    id: UUID
    role: Role
    scopes: frozenset[Scope]

    @property
    def is_admin(self) -> bool:
        """Whether everything is theirs to see."""
        return self.role is Role.ADMIN
