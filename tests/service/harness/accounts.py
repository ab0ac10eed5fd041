"""Accounts of the service, and clients that speak for them."""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx2

from .deployment import Credentials, Deployment, Server

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Account:
    """A registered account."""

    email: str
    password: str = PASSWORD

    @property
    def credentials(self) -> dict[str, str]:
        """The body of `/auth/token`."""
        return {"email": self.email, "password": self.password}


def unique_email(name: str = "someone") -> str:
    """Return an address that no other test uses."""
    return f"{name}-{secrets.token_hex(6)}@example.com"


def register(server: Server) -> Account:
    """Register a new account."""
    account = Account(unique_email())
    response = server.client().post("/auth/register", json=account.credentials)
    assert response.status_code == httpx2.codes.CREATED, response.text
    return account


def create_admin(deployment: Deployment) -> Account:
    """Make an admin by the documented command."""
    account = Account(unique_email("admin"))
    arguments = ("create-admin", "--email", account.email, "--password-stdin")
    done = deployment.run(*arguments, stdin=account.password)
    assert done.returncode == 0, done.stderr
    return account


def tokens(server: Server, account: Account) -> dict[str, Any]:
    """Sign in and return the body with both tokens."""
    response = server.client().post("/auth/token", json=account.credentials)
    assert response.status_code == httpx2.codes.OK, response.text
    body: dict[str, Any] = response.json()
    return body


def sign_in(server: Server, account: Account) -> httpx2.Client:
    """Return a client that speaks for the account."""
    return server.client(bearer(tokens(server, account)["access_token"]))


def bearer(token: str) -> Credentials:
    """Return the header that sends a token (RFC 6750, section 2.1)."""
    return {"Authorization": f"Bearer {token}"}
