"""Authentication: an API key in `Authorization` or in `X-API-Key`."""

from {{ package_name }}.api_key_rules import InvalidApiKeyError
from {{ package_name }}.callers import Caller
from {{ package_name }}.web.api_key_headers import presented_key
from {{ package_name }}.web.requests import Request, client_address, container_of

SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def authenticate(request: Request) -> Caller:
    """Return the caller that the key speaks for. A wrong key counts against its address.

    Raises:
        NotAuthenticatedError: There is no key.
        InvalidApiKeyError: The key is not valid.
        RateLimitedError: So it is, after too many others of this address.
    """
    container = container_of(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    bearer = token if scheme.lower() == "bearer" else None
    try:
        return container.authenticate(presented_key(bearer, request.headers.get("X-API-Key")))
    except InvalidApiKeyError:
        container.limiter.count_failure(f"address:{client_address(request)}")
        raise
