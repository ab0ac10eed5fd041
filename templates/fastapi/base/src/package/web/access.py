"""Access to routes: each route says who may call it, or the application does not start."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.web.authentication import authenticate


class UndeclaredAccessError(Exception):
    """A route does not say who may call it."""


class Requires:
    """Let callers in who have a scope; without one, everybody who is known."""

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope

    async def __call__(self, caller: Annotated[Caller, Depends(authenticate)]) -> Caller:
        """Return the caller.

        Raises:
            ForbiddenError: The caller lacks the scope.
        """
        if self.scope is not None and self.scope not in caller.scopes:
            raise ForbiddenError
        return caller


async def allow_everybody() -> None:
    """Let everybody in; the declaration is all."""


PUBLIC: Any = Depends(allow_everybody)


def check_access(app: FastAPI) -> None:
    """Check that every route declares its access.

    Raises:
        UndeclaredAccessError: Some do not; the text names them.
    """
    undeclared = [
        f"{', '.join(sorted(route.methods or ()))} {route.path}"
        for route in iter_route_contexts(app.routes)
        if isinstance(route.original_route, APIRoute) and not _declares_access(route.dependant)
    ]
    if undeclared:
        message = f"Say who may call these routes, with Requires(...) or PUBLIC: {undeclared}"
        raise UndeclaredAccessError(message)


def _declares_access(dependant: Dependant) -> bool:
    return any(
        dependency.call is allow_everybody or isinstance(dependency.call, Requires)
        for dependency in dependant.dependencies
    )
