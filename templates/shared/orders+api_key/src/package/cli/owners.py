"""Whose the example's orders are."""

from uuid import UUID

from {{ package_name }}.api_key_rules import Grant
from {{ package_name }}.callers import SCOPES, Role
from {{ package_name }}.cli.api_keys import make_key
from {{ package_name }}.container import Container


{{ async_ }}def new_owner(container: Container) -> UUID:
    """Make a key whose orders they are, and print it."""
    return {{ await_ }}make_key(container, Grant("demo", SCOPES[Role.USER]))
