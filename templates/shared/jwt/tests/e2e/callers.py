"""Who calls."""

from {{ package_name }}.callers import Role
from {{ package_name }}.ids import new_id

from tests.e2e.serving import App, container_of

CREDENTIALS = "Authorization"


{{ async_ }}def authorization(app: App, role: Role = Role.USER) -> dict[str, str]:
    """Return the headers of somebody who has signed in, each time somebody else."""
    token = container_of(app).access_tokens.issue(new_id(), role)
    return {"Authorization": f"Bearer {token}"}
