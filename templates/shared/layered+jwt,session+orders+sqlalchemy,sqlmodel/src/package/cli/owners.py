"""Whose the example's orders are."""

import secrets
from uuid import UUID

import click

from {{ package_name }}.auth import services
from {{ package_name }}.container import Container


{{ async_ }}def new_owner(container: Container) -> UUID:
    """Make an account whose orders they are, and print how to sign in."""
    email, password = f"demo-{secrets.token_hex(3)}@example.com", secrets.token_urlsafe(12)
    user = {{ await_ }}services.register(container.database, container.passwords, email, password)
    click.echo(f"{email} {password}")
    return user.id
