"""Whose the example's orders are."""

from uuid import UUID

from {{ package_name }}.container import Container
from {{ package_name }}.web.authentication import ANONYMOUS


{{ async_ }}def new_owner(_container: Container) -> UUID:
    """Return the one owner there is."""
    return ANONYMOUS.id
