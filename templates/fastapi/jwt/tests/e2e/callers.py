"""Who calls."""

from uuid import UUID

from fastapi import FastAPI

from {{ package_name }}.callers import Role
from {{ package_name }}.container import Container
from {{ package_name }}.ids import new_id


def authorization(
    app: FastAPI, role: Role = Role.USER, user_id: UUID | None = None
) -> dict[str, str]:
    """Return the headers of somebody who has signed in, each time somebody else."""
    container: Container = app.state.container
    token = container.access_tokens.issue(user_id or new_id(), role)
    return {"Authorization": f"Bearer {token}"}
