"""Where a request brings its API key: `Authorization: Bearer` (RFC 6750) or `X-API-Key`."""

from {{ package_name }}.api_key_rules import InvalidApiKeyError
from {{ package_name }}.errors import NotAuthenticatedError


def presented_key(bearer: str | None, header: str | None) -> str:
    """Return the key of a request, from the headers that it may stand in.

    Raises:
        NotAuthenticatedError: It stands in neither.
        InvalidApiKeyError: Each holds another, so that nobody knows who is meant.
    """
    key = bearer or header
    if not key:
        raise NotAuthenticatedError
    if bearer and header and bearer != header:
        raise InvalidApiKeyError
    return key
