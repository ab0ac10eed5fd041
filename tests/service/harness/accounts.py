"""Accounts of the service, and clients that speak for them."""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx2

from .deployment import Credentials, Deployment, Server

PASSWORD = "correct horse battery"
SIGN_IN = {"jwt": "/auth/token", "session": "/auth/login"}
"""Where an e-mail and a password are exchanged, by the answer to `auth`."""


@dataclass(frozen=True, slots=True)
class Account:
    """A registered account."""

    email: str
    password: str = PASSWORD

    @property
    def credentials(self) -> dict[str, str]:
        """The body of a registration and of a sign-in."""
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


def attempt(server: Server, account: Account, **headers: str) -> httpx2.Response:
    """Try to sign in; `_` stands for `-` in the names of headers."""
    path = SIGN_IN[server.combination.auth]
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return server.client().post(path, json=account.credentials, headers=sent)


def signed_in(server: Server, account: Account) -> httpx2.Response:
    """Sign in and return the answer."""
    response = attempt(server, account)
    assert response.status_code == httpx2.codes.OK, response.text
    return response


def tokens(server: Server, account: Account) -> dict[str, Any]:
    """Sign in and return the body with both tokens."""
    body: dict[str, Any] = signed_in(server, account).json()
    return body


def session(server: Server, account: Account) -> Credentials:
    """Sign in and return the header that sends the cookie."""
    return cookie_of(signed_in(server, account))


def sign_in(server: Server, account: Account) -> httpx2.Client:
    """Return a client that speaks for the account."""
    if server.combination.auth == "session":
        return server.client(session(server, account))
    return server.client(bearer(tokens(server, account)["access_token"]))


def cookie_of(response: httpx2.Response) -> Credentials:
    """Return the header that sends the cookie back which an answer has set (RFC 6265)."""
    return {"Cookie": response.headers["set-cookie"].partition(";")[0]}


def bearer(token: str) -> Credentials:
    """Return the header that sends a token (RFC 6750, section 2.1)."""
    return {"Authorization": f"Bearer {token}"}
