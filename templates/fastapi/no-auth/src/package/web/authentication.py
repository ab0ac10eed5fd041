"""Authentication: there is none, every caller is the same anonymous owner of everything."""

from uuid import UUID

from {{ package_name }}.callers import SCOPES, Caller, Role

ANONYMOUS = Caller(id=UUID(int=0), role=Role.ADMIN, scopes=SCOPES[Role.ADMIN])


async def authenticate() -> Caller:
    """Return the one caller there is."""
    return ANONYMOUS
