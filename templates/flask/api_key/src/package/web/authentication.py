"""Authentication: an API key in `Authorization` or in `X-API-Key`."""

from flask import request

from {{ package_name }}.api_key_rules import InvalidApiKeyError
from {{ package_name }}.callers import Caller
from {{ package_name }}.web.api_key_headers import presented_key
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.rate_limit import client_address

SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def authenticate() -> Caller:
    """Return the caller that the key speaks for. A wrong key counts against its address.

    Raises:
        NotAuthenticatedError: There is no key.
        InvalidApiKeyError: The key is not valid.
        RateLimitedError: So it is, after too many others of this address.
    """
    container = get_container()
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    bearer = token if scheme.lower() == "bearer" else None
    try:
        return container.authenticate(presented_key(bearer, request.headers.get("X-API-Key")))
    except InvalidApiKeyError:
        container.limiter.count_failure(f"address:{client_address()}")
        raise
