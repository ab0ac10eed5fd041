"""Access to routes: each route says who may call it, or the application does not start."""

from flask import Flask

from {{ package_name }}.callers import Caller, Scope
from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.web.authentication import authenticate


class UndeclaredAccessError(Exception):
    """A route does not say who may call it."""


class Requires:
    """Let callers in who have a scope; without one, everybody who is known."""

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope

    def admit(self) -> Caller:
        """Return the caller.

        Raises:
            ForbiddenError: The caller lacks the scope.
        """
        caller = authenticate()
        if self.scope is not None and self.scope not in caller.scopes:
            raise ForbiddenError
        return caller


class Public:
    """Let everybody in."""


PUBLIC = Public()


def check_access(app: Flask) -> None:
    """Check that every route declares its access.

    Raises:
        UndeclaredAccessError: Some do not; the text names them.
    """
    undeclared = [
        f"{', '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    if undeclared:
        message = f"Say who may call these routes, with operation(Requires(...)): {undeclared}"
        raise UndeclaredAccessError(message)
