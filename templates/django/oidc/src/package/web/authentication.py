"""Authentication: an access token in the `Authorization` header (RFC 6750)."""

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.requests import Request, container_of

SECURITY_SCHEMES = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}


def authenticate(request: Request) -> Caller:
    """Return the caller that the access token was issued to.

    Raises:
        NotAuthenticatedError: There is no token.
        InvalidTokenError: The token is not valid.
        UnavailableError: The provider does not answer, so nobody knows.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticatedError
    return container_of(request).access_tokens.verify(token)
