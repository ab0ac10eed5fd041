"""What goes over the wire."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field

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


class LoginQuery(BaseModel):
    r"""Where to go after the login: a path of this host, so that nobody is led elsewhere.

    Browsers read `//host` and `/\host` as another host, and leave white space out.
    """

    next: Annotated[str, Field(max_length=1000, pattern=r"^/([!-.0-\[\]-~][!-\[\]-~]*)?$")] = "/"


class CallbackQuery(BaseModel):
    """What the identity provider sends the browser back with; providers add more to it."""

    code: str | None = None
    state: str | None = None
    iss: str | None = None
    error: str | None = None
