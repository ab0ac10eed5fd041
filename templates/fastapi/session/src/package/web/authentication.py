"""Authentication: the token of a session, in a cookie."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.session_cookie import (
    PRODUCTION_NAME,
    SECURITY_SCHEMES,
    cookie_name,
)

# For the document; the name that is looked for depends on the settings.
described = APIKeyCookie(
    name=PRODUCTION_NAME,
    scheme_name="session",
    description=SECURITY_SCHEMES["session"]["description"],
    auto_error=False,
)


async def authenticate(
    request: Request, container: ContainerDep, _described: Annotated[str | None, Depends(described)]
) -> Caller:
    """Return the caller whose session it is.

    Raises:
        NotAuthenticatedError: There is no session, or it has ended.
    """
    token = request.cookies.get(cookie_name(container.settings))
    if token is None:
        raise NotAuthenticatedError
    return await container.resume(token)
