"""What goes over the wire."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel

from {{ package_name }}.callers import Caller, Role, Scope


class Identity(BaseModel):
    """Who calls: an id that stands for the provider's subject, and what they may do."""

    id: UUID
    role: Role
    scopes: list[Scope]

    @classmethod
    def of(cls, caller: Caller) -> Self:
        """Describe a caller."""
        return cls(id=caller.id, role=caller.role, scopes=sorted(caller.scopes))
