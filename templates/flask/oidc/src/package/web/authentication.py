"""Authentication: an access token in the `Authorization` header (RFC 6750), or a session."""

from flask import request

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.session_cookie import SECURITY_SCHEMES as OF_SESSIONS
from {{ package_name }}.web.session_cookie import cookie_name

SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    **OF_SESSIONS,
}


def authenticate() -> Caller:
    """Return the caller that the access token was issued to, or whose session it is.

    Raises:
        NotAuthenticatedError: There is neither, or the session has ended.
        InvalidTokenError: The token is not valid.
        UnavailableError: The provider does not answer, so nobody knows.
    """
    container = get_container()
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return container.access_tokens.verify(token)
    session = request.cookies.get(cookie_name(container.settings))
    if session is None or "Authorization" in request.headers:
        raise NotAuthenticatedError
    return container.resume(session)
