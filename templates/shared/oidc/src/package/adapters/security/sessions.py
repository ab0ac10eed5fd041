"""What authentication needs of whoever keeps the sessions of browsers."""

from typing import Protocol

from {{ package_name }}.callers import Caller


class FindCaller(Protocol):
    """Tells whom a session speaks for."""

    {{ async_ }}def __call__(self, token: str) -> Caller | None:
        """Return the caller, unless the session is unknown, closed or expired."""
        ...
