"""Authentication: an access token in the `Authorization` header (RFC 6750), or a session."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.session_cookie import (
    PRODUCTION_NAME,
    SECURITY_SCHEMES,
    cookie_name,
)

bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", scheme_name="bearer")
# For the document; the name that is looked for depends on the settings.
described = APIKeyCookie(
    name=PRODUCTION_NAME,
    scheme_name="session",
    description=SECURITY_SCHEMES["session"]["description"],
    auto_error=False,
)


async def authenticate(
    request: Request,
    container: ContainerDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    _described: Annotated[str | None, Depends(described)],
) -> Caller:
    """Return the caller that the access token was issued to, or whose session it is.

    Raises:
        NotAuthenticatedError: There is neither, or the session has ended.
        InvalidTokenError: The token is not valid.
        UnavailableError: The provider does not answer, so nobody knows.
    """
    if credentials is not None:
        return await container.access_tokens.verify(credentials.credentials)
    session = request.cookies.get(cookie_name(container.settings))
    if session is None or "Authorization" in request.headers:
        raise NotAuthenticatedError
    return await container.resume(session)
