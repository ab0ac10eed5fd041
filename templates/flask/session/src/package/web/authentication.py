"""Authentication: the token of a session, in a cookie."""

from flask import request

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.session_cookie import SECURITY_SCHEMES, cookie_name

__all__ = ["SECURITY_SCHEMES", "authenticate"]


def authenticate() -> Caller:
    """Return the caller whose session it is.

    Raises:
        NotAuthenticatedError: There is no session, or it has ended.
    """
    container = get_container()
    token = request.cookies.get(cookie_name(container.settings))
    if token is None:
        raise NotAuthenticatedError
    return container.resume(token)
