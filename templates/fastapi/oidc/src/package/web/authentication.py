"""Authentication: an access token in the `Authorization` header (RFC 6750)."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.dependencies import ContainerDep

bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", scheme_name="bearer")


async def authenticate(
    container: ContainerDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Caller:
    """Return the caller that the access token was issued to.

    Raises:
        NotAuthenticatedError: There is no token.
        InvalidTokenError: The token is not valid.
        UnavailableError: The provider does not answer, so nobody knows.
    """
    if credentials is None:
        raise NotAuthenticatedError
    return await container.access_tokens.verify(credentials.credentials)
