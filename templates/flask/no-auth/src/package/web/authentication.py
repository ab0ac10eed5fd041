"""Authentication: there is none, every caller is the same anonymous owner of everything."""

from typing import Any
from uuid import UUID

from {{ package_name }}.callers import SCOPES, Caller, Role

ANONYMOUS = Caller(id=UUID(int=0), role=Role.ADMIN, scopes=SCOPES[Role.ADMIN])
SECURITY_SCHEMES: dict[str, Any] = {}


def authenticate() -> Caller:
    """Return the one caller there is."""
    return ANONYMOUS
