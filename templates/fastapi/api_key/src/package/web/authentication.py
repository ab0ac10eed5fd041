"""Authentication: an API key in `Authorization` or in `X-API-Key`."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from {{ package_name }}.api_key_rules import InvalidApiKeyError
from {{ package_name }}.callers import Caller
from {{ package_name }}.web.api_key_headers import presented_key
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.rate_limit import client_address

bearer = HTTPBearer(auto_error=False, scheme_name="bearer")
header = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="api_key")


async def authenticate(
    request: Request,
    container: ContainerDep,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    api_key: Annotated[str | None, Depends(header)],
) -> Caller:
    """Return the caller that the key speaks for. A wrong key counts against its address.

    Raises:
        NotAuthenticatedError: There is no key.
        InvalidApiKeyError: The key is not valid.
        RateLimitedError: So it is, after too many others of this address.
    """
    try:
        key = presented_key(credentials.credentials if credentials else None, api_key)
        return await container.authenticate(key)
    except InvalidApiKeyError:
        await container.limiter.count_failure(f"address:{client_address(request.scope)}")
        raise
