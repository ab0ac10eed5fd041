"""Authentication: the token of a session, in a cookie."""

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotAuthenticatedError
from {{ package_name }}.web.requests import Request, container_of
from {{ package_name }}.web.session_cookie import SECURITY_SCHEMES, cookie_name

__all__ = ["SECURITY_SCHEMES", "authenticate"]


def authenticate(request: Request) -> Caller:
    """Return the caller whose session it is.

    Raises:
        NotAuthenticatedError: There is no session, or it has ended.
    """
    container = container_of(request)
    token = request.COOKIES.get(cookie_name(container.settings))
    if token is None:
        raise NotAuthenticatedError
    return container.resume(token)
