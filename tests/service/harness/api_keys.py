"""API keys: made by the documented command, and sent in the documented headers."""

from .accounts import bearer
from .deployment import Credentials, Deployment

USER_SCOPES = ("orders:read", "orders:write")
ADMIN_SCOPES = (*USER_SCOPES, "orders:admin")


def create_api_key(deployment: Deployment, *scopes: str, **settings: str) -> str:
    """Make a key with these scopes by the command, and return it."""
    arguments = ("create-api-key", "--name", "test", "--scopes", ",".join(scopes))
    done = deployment.run(*arguments, **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


def sent(key: str, header: str = "Authorization") -> Credentials:
    """Return the header that sends a key."""
    return bearer(key) if header == "Authorization" else {header: key}
