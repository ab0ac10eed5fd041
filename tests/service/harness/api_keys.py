"""API keys: made by the documented command or an admin, and sent in the documented headers."""

from typing import Any

import httpx2

from .accounts import bearer
from .deployment import Credentials, Deployment

USER_SCOPES = ("orders:read", "orders:write")
ADMIN_SCOPES = (*USER_SCOPES, "orders:admin")

Shown = dict[str, Any]


def create_api_key(deployment: Deployment, *scopes: str, **settings: str) -> str:
    """Make a key with these scopes by the command, and return it."""
    arguments = ("create-api-key", "--name", "test", "--scopes", ",".join(scopes))
    done = deployment.run(*arguments, **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


def first_key(deployment: Deployment) -> str:
    """Return the deployment's first key, which may do everything; make it if there is none yet."""
    if deployment.first_key is None:
        deployment.first_key = create_api_key(deployment, *ADMIN_SCOPES)
    return deployment.first_key


def issue(admin: httpx2.Client, *scopes: str, **body: object) -> Shown:
    """Make a key by the API, and return what is shown of it."""
    wanted = {"name": "test", "scopes": list(scopes or ("orders:admin",))} | body
    response = admin.post("/api-keys", json=wanted)
    assert response.status_code == httpx2.codes.CREATED, response.text
    shown: Shown = response.json()
    return shown


def sent(key: str, header: str = "Authorization") -> Credentials:
    """Return the header that sends a key."""
    return bearer(key) if header == "Authorization" else {header: key}
