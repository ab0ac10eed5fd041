"""Access to routes: each route says who may call it, or the application does not start."""

from ninja import NinjaAPI

from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.web.authentication import SECURITY_SCHEMES, authenticate
from {{ package_name }}.web.requests import Request


class UndeclaredAccessError(Exception):
    """A route does not say who may call it."""


class Requires:
    """Let callers in who have a scope; without one, everybody who is known.

    Attributes:
        openapi_security_schema: Tells django-ninja that the document has something to say of it.
    """

    openapi_security_schema = SECURITY_SCHEMES

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope

    def __call__(self, request: Request) -> Caller:
        """Return the caller.

        Raises:
            ForbiddenError: The caller lacks the scope.
        """
        caller = authenticate(request)
        if self.scope is not None and self.scope not in caller.scopes:
            raise ForbiddenError
        return caller


class Public:
    """Let everybody in."""

    def __call__(self, _request: Request) -> bool:
        """Say so."""
        return True


PUBLIC = Public()


def check_access(api: NinjaAPI) -> None:
    """Check that every route declares its access.

    Raises:
        UndeclaredAccessError: Some do not; the text names them.
    """
    undeclared = [
        f"{', '.join(operation.methods)} {prefix}{path}"
        for prefix, router in api._routers  # noqa: SLF001 - no public way leads to the routes
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not isinstance(operation.auth_param, Requires | Public)
    ]
    if undeclared:
        message = f"Say who may call these routes, with auth=Requires(...) or PUBLIC: {undeclared}"
        raise UndeclaredAccessError(message)
