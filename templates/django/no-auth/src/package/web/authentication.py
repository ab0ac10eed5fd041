"""Authentication: there is none, every caller is the same anonymous owner of everything."""

from uuid import UUID

from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.web.requests import Request

ANONYMOUS = Caller(id=UUID(int=0), role=Role.ADMIN, scopes=SCOPES[Role.ADMIN])
SECURITY_SCHEMES: dict[str, dict[str, str]] = {}


def authenticate(_request: Request) -> Caller:
    """Return the one caller there is."""
    return ANONYMOUS
